// store.mjs - what the store has before its first day: parts, jobs, bays, people, cars.
import { act, all, clock, dayOf, passwords, post } from './server.mjs'

const LONG = 'a long password'

// A small seeded generator: the same seed is the same month.
export function dice(seed) {
  let s = seed >>> 0
  const next = () => {
    s = s + 0x6d2b79f5 >>> 0
    let t = Math.imul(s ^ s >>> 15, s | 1)
    t ^= t + Math.imul(t ^ t >>> 7, t | 61)
    return (t ^ t >>> 14) >>> 0
  }
  return {
    below: n => next() % n,
    chance: percent => next() % 100 < percent,
    one: list => list[next() % list.length],
  }
}

const catalogue = [['OIL-5W30', '机油 5W-30', '升', 68], ['FLT-OIL', '机油滤清器', '只', 45],
  ['FLT-AIR', '空气滤清器', '只', 78], ['PAD-F', '前制动片', '副', 320], ['DISC-F', '前制动盘', '片', 360],
  ['BAT-60', '蓄电池 60Ah', '只', 580], ['TYRE-205', '轮胎 205/55R16', '条', 520], ['PLUG-IR', '铱金火花塞', '只', 68.33],
  ['BELT', '附件皮带', '条', 179.99]]

export async function open_store(books) {
  const store = { parts: [], cars: [], technicians: [], bays: [] }
  store.unit = (await all('admin@HQ', 'unit?code=S1'))[0].id
  for (const [code, name, unit, yuan] of catalogue) {
    const price = Math.round(yuan * 1e6)
    const { id } = await post('parts_manager', 'part', { code, name, unit, origin: 'original', price, minimum: 4000 })
    store.parts.push({ id, code, price })
  }
  store.supplier = (await post('receptionist', 'party', { name: '华南汽配', kind: 'supplier' })).id
  await hire(store)
  for (const code of ['A1', 'A2', 'B1', 'B2', 'B3'])
    store.bays.push((await post('store_general_manager', 'bay', { code, trade: code < 'B' ? 'express' : 'mechanic' })).id)
  await cars(store)
  await restock(store, books, 30000)
  return store
}

// Three more technicians to the one of the post, each with an account.
async function hire(store) {
  const post_id = (await all('admin@HQ', 'post')).find(one => one.code === 'technician').id
  for (let n = 1; n <= 4; n++) {
    const user = n === 1 ? 'technician' : `technician${n}@S1`
    let id
    if (n === 1)
      id = (await all('admin@HQ', 'employee')).find(one => one.name === 'technician S1').id
    else {
      id = (await post('admin@HQ', 'employee', { name: `技师${'二三四'[n - 2]}`, unit_id: store.unit })).id
      await post('admin@HQ', 'post_holding', { employee_id: id, unit_id: store.unit, post_id, valid_from: dayOf(clock.now) })
      await act('admin@HQ', 'employee', id, 'employee_open_account', { name: user, password: LONG })
      passwords.set(user, LONG)
    }
    store.technicians.push({ user, id, free: true })
  }
}

async function cars(store) {
  for (let n = 0; n < 60; n++) {
    const fleet = n % 12 === 0
    const phone = `139${String(10000000 + n * 1117)}`
    const owner = (await post('receptionist', 'party', { name: fleet ? `顺达车队${n}` : `客户${n}`, phone,
      kind: fleet ? 'fleet' : 'person', ...fleet ? { credit: true, credit_limit: 100_000_00 } : {} })).id
    const { id } = await post('receptionist', 'vehicle', { plate: `粤B${'ABCDEF'[n % 6]}${1000 + n}`, owner_id: owner, brand: '大众' })
    store.cars.push({ id, owner, fleet, digits: phone.slice(-4), km: 20000 + n * 731, here: false })
  }
}

export async function restock(store, books, quantity) {
  const lines = store.parts.map((part, n) => ({ part_id: part.id, quantity: quantity + n * 1000,
    price: Math.floor(part.price * 0.6) + 3333 * n }))
  await take_in(store, books, lines)
}

export async function take_in(store, books, lines) {
  const receipt = await post('storekeeper', 'stock_receipt', { supplier_id: store.supplier, lines })
  await act('storekeeper', 'stock_receipt', receipt.id, 'stock_receipt_receive')
  for (const line of lines)
    books.receive(store.parts.find(part => part.id === line.part_id).code, line.quantity, line.price)
  books.count('goods receipts')
  return receipt.id
}
