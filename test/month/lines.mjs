// lines.mjs - what is asked for on an order, and what the driver knows of it: each line as it was asked
// for, priced by the catalogue; a package by its price, spread over its lines.
import { act, all } from './server.mjs'
import { amount, half } from './books.mjs'

const jobs = [['小保养', 500, 120, [[0, 4000], [1, 1000]]], ['更换前制动片', 1000, 140, [[3, 1000], [4, 2000]]],
  ['更换蓄电池', 300, 100, [[5, 1000]]], ['更换轮胎', 800, 110.5, [[6, 2000]]],
  ['更换火花塞', 1200, 133.33, [[7, 4000]]], ['更换附件皮带', 700, 125, [[8, 1000]]],
  ['大保养', 900, 120, [[0, 5000], [1, 1000], [2, 1000]]]]
const found = [['更换雨刮片', 200, 90, 9], ['更换前下摆臂', 1500, 150, 10], ['更换空调滤芯', 300, 96.5, 2]]

const labour = (title, quantity, yuan) => ({ kind: 'labour', title, quantity, price: Math.round(yuan * 1e6) })
const part = (store, n, quantity) => ({ kind: 'part', part_id: store.parts[n].id, quantity })

export function lines_of(store, dice) {
  const [title, hours, yuan, parts] = dice.one(jobs)
  const lines = [labour(title, hours, yuan), ...parts.map(([n, quantity]) => part(store, n, quantity))]
  if (dice.chance(12)) lines.push(labour('更换前下摆臂', 1500, 150), part(store, 10, 1000))
  if (dice.chance(12)) lines.push({ kind: 'labour', labour_item_id: store.item.id })
  if (dice.chance(10)) lines.push({ kind: 'processing', title: '制动盘车削', quantity: 2000, price: 88.8e6 })
  if (dice.chance(40)) lines.push({ kind: 'other', title: '辅料费', quantity: 1000, price: 15e6 })
  if (dice.chance(30)) lines.push(labour('四轮定位', 1000, 180))
  return lines
}

// What a technician finds when the car is on the lift.
export function lines_found(store, dice) {
  const [title, hours, yuan, n] = dice.one(found)
  const lines = [labour(title, hours, yuan), part(store, n, 1000)]
  if (dice.chance(50)) lines.push({ kind: 'other', title: '清洗剂', quantity: 1000, price: 28.5e6 })
  return lines
}

function own(store, line, id) {
  const item = line.labour_item_id && store.item
  const of = store.parts.find(one => one.id === line.part_id)
  const quantity = line.quantity ?? item.hours, price = line.price ?? of?.price ?? item.price
  return { id, kind: line.kind, title: line.title ?? item?.title, code: of?.code, part_id: of?.id, quantity,
    skilled: !!item, price, amount: amount(quantity, price), agreed: false, issued: 0n, cost: 0n }
}

// The price of the package, spread over its lines by what each costs alone, so that the fen agree.
function spread(lines, price) {
  const alone = lines.reduce((n, line) => n + line.amount, 0n)
  let so_far = 0n, given = 0n
  lines.forEach((line, n) => {
    so_far += line.amount
    const upto = n + 1 === lines.length ? price : half(price * so_far, alone)
    Object.assign(line, { alone: line.amount, amount: upto - given, group: lines })
    given = upto
  })
}

export async function compare(v, mine) {
  const rows = (await all('service_adviser', `ro_line?repair_order_id=${v.id}&sort=id`)).slice(v.lines.length)
  v.books.same(`lines of order ${v.id}`, rows.length, mine.length)
  mine.forEach((line, n) => {
    line.id = rows[n].id
    v.books.same(`line ${rows[n].title}`, rows[n].amount, line.amount)
  })
  v.lines.push(...mine)
}

// Which line of the server is which of the driver's: by their order.
export const learn = (v, asked) => compare(v, asked.map(line => own(v.store, line)))

export async function add_package(v) {
  const { store } = v
  await act('service_adviser', 'repair_order', v.id, 'repair_order_add_package', { package_id: store.package.id })
  const mine = store.package.items.map(item => own(store, item))
  spread(mine, store.package.price)
  await compare(v, mine)
  v.books.count('packages')
}

// What was said of them: a package that is not taken whole is no package any more.
export function answered(lines) {
  for (const line of lines)
    if (line.group?.some(one => one.agreed) && line.group.some(one => !one.agreed)) line.amount = line.alone
}

export function totals(lines) {
  const agreed = lines.filter(line => line.agreed)
  const of = wanted => agreed.filter(wanted).reduce((n, line) => n + line.amount, 0n)
  const cost = wanted => lines.filter(wanted).reduce((n, line) => n + line.cost, 0n)
  const t = { labour: of(line => line.kind === 'labour'), parts: of(line => line.kind === 'part'),
    other: of(line => line.kind !== 'labour' && line.kind !== 'part'), cost: cost(() => true), rework: cost(line => line.free) }
  return { ...t, total: t.labour + t.parts + t.other }
}
