// store.mjs - what the store has before its first day: parts, jobs, bays, people, cars.
import { act, all, clock, dayOf, madeOf, passwords, post } from './server.mjs'

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
  ['BELT', '附件皮带', '条', 179.99], ['WIPER', '雨刮片', '副', 96], ['ARM-F', '前下摆臂', '只', 460.6],
  ['BMP-F', '前保险杠', '只', 1180], ['LMP-L', '左大灯', '只', 1500]]
// Bought for an order, when one needs it.
const rare = ['ARM-F', 'BMP-F', 'LMP-L']

export async function open_store(books) {
  const store = { parts: [], cars: [], technicians: [], bays: [] }
  store.unit = (await all('admin@HQ', 'unit?code=S1'))[0].id
  for (const [code, name, unit, yuan] of catalogue) {
    const price = Math.round(yuan * 1e6)
    const { id } = await post('parts_manager', 'part', { code, name, unit, origin: 'original', price, minimum: 4000 })
    store.parts.push({ id, code, price, rare: rare.includes(code) })
  }
  store.supplier = (await post('receptionist', 'party', { name: '华南汽配', kind: 'supplier' })).id
  store.works = (await post('receptionist', 'party', { name: '精工机加', kind: 'supplier' })).id
  await hire(store)
  for (const code of ['A1', 'A2', 'B1', 'B2', 'B3'])
    store.bays.push((await post('store_general_manager', 'bay', { code, trade: code < 'B' ? 'express' : 'mechanic' })).id)
  store.insurer = (await post('receptionist', 'party', { name: '平安财险', kind: 'insurer' })).id
  await credit(store.insurer, 1_000_000_00)
  await skills(store)
  await prices(store)
  await cars(store)
  await restock(store, books, 30000)
  return store
}

// One job is not for everybody: two of the four may do it.
async function skills(store) {
  const skill = (await post('store_general_manager', 'skill', { code: 'KT', name: '空调检修', trade: 'mechanic' })).id
  for (const tech of store.technicians.slice(0, 2)) {
    await post('store_general_manager', 'employee_skill', { employee_id: tech.id, skill_id: skill, valid_from: '2026-01-01' })
    tech.skilled = true
  }
  store.item = { title: '空调系统检修', hours: 800, price: 155.55e6 }
  store.item.id = (await post('hq_operations@HQ', 'labour_item', { code: 'KTJX', title: store.item.title, kind: 'labour',
    hours: store.item.hours, price: store.item.price, skill_id: skill })).id
}

async function prices(store) {
  const job = (await post('hq_operations@HQ', 'labour_item', { code: 'HYHL', title: '换油换滤', kind: 'labour', hours: 600, price: 120e6 })).id
  const id = (await post('hq_operations@HQ', 'service_package', { code: 'BYTC', title: '保养套餐' })).id
  store.package = { id, price: 35988n, items: [{ kind: 'labour', title: '换油换滤', quantity: 600, price: 120e6 },
    { kind: 'part', part_id: store.parts[0].id, quantity: 4000 }, { kind: 'part', part_id: store.parts[1].id, quantity: 1000 }] }
  await post('hq_operations@HQ', 'package_item', { package_id: id, labour_item_id: job })
  for (const { part_id, quantity } of store.package.items.slice(1))
    await post('hq_operations@HQ', 'package_item', { package_id: id, part_id, quantity })
  await post('hq_operations@HQ', 'package_price', { package_id: id, price: Number(store.package.price), valid_from: '2026-01-01' })
}

// Three more technicians to the one of the post, each with an account.
async function hire(store) {
  const staff = await all('admin@HQ', 'employee'), named = name => staff.find(one => one.name === `${name} S1`).id
  Object.assign(store, { cashier: named('cashier'), workshop_manager: named('workshop_manager') })
  const post_id = (await all('admin@HQ', 'post')).find(one => one.code === 'technician').id
  for (let n = 1; n <= 4; n++) {
    const user = n === 1 ? 'technician' : `technician${n}@S1`
    let id
    if (n === 1)
      id = named('technician')
    else {
      id = (await post('admin@HQ', 'employee', { name: `技师${'二三四'[n - 2]}`, unit_id: store.unit })).id
      await post('admin@HQ', 'post_holding', { employee_id: id, unit_id: store.unit, post_id, valid_from: dayOf(clock.now) })
      await act('admin@HQ', 'employee', id, 'employee_open_account', { name: user, password: LONG })
      passwords.set(user, LONG)
    }
    store.technicians.push({ user, id, free: true })
  }
}

// Asked for by the desk, agreed to by the manager and, for so much, by finance.
async function credit(party_id, credit_limit) {
  const asked = await post('receptionist', 'credit_request', { party_id, credit_limit, reason: '月结' })
  const approval = madeOf(asked, 'approval')
  await act('store_general_manager', 'approval', approval, 'approval_grant')
  await act('hq_finance@HQ', 'approval', approval, 'approval_grant')
}

async function cars(store) {
  for (let n = 0; n < 48; n++) {
    const fleet = n % 12 === 0
    const phone = `139${String(10000000 + n * 1117)}`
    const owner = (await post('receptionist', 'party', { name: fleet ? `顺达车队${n}` : `客户${n}`, phone,
      kind: fleet ? 'fleet' : 'person' })).id
    if (fleet) await credit(owner, 100_000_00)
    const { id } = await post('receptionist', 'vehicle', { plate: `粤B${'ABCDEF'[n % 6]}${1000 + n}`, owner_id: owner, brand: '大众' })
    store.cars.push({ id, owner, fleet, digits: phone.slice(-4), km: 20000 + n * 731, here: false })
  }
}

export async function restock(store, books, quantity) {
  const lines = store.parts.filter(part => !part.rare).map((part, n) => ({ part_id: part.id,
    quantity: quantity + n * 1000, price: Math.floor(part.price * 0.6) + 3333 * n }))
  await take_in(store, books, lines)
}

// What a receipt is worth, and the tax on it, is owed to the supplier.
export async function take_in(store, books, lines, tax = 0) {
  const receipt = await post('storekeeper', 'stock_receipt', { supplier_id: store.supplier, lines, tax })
  await act('storekeeper', 'stock_receipt', receipt.id, 'stock_receipt_receive')
  const worth = lines.map(line => books.receive(store.parts.find(part => part.id === line.part_id).code, line.quantity, line.price))
  books.input_tax(BigInt(tax))
  books.count('goods receipts')
  return { id: receipt.id, worth }
}
