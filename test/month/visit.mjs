// visit.mjs - one visit, from the booking or the door to the gate: a generator that yields how many
// minutes pass until its next step. Each step is done by the post whose step it is.
import { act, all, at, clock, dayOf, get, iso, madeOf, minuteOf, post, MINUTE, Refused } from './server.mjs'
import { amount } from './books.mjs'
import { by_link } from './link.mjs'

const CLOSES = 18 * 60
const jobs = [['小保养', 500, 120, [[0, 4000], [1, 1000]]], ['更换前制动片', 1000, 140, [[3, 1000], [4, 2000]]],
  ['更换蓄电池', 300, 100, [[5, 1000]]], ['更换轮胎', 800, 110.5, [[6, 2000]]],
  ['更换火花塞', 1200, 133.33, [[7, 4000]]], ['更换附件皮带', 700, 125, [[8, 1000]]], ['大保养', 900, 120, [[0, 5000], [1, 1000], [2, 1000]]]]

function lines_of(store, dice) {
  const [title, hours, yuan, parts] = dice.one(jobs)
  const lines = [{ kind: 'labour', title, quantity: hours, price: Math.round(yuan * 1e6) }]
  for (const [n, quantity] of parts) lines.push({ kind: 'part', part_id: store.parts[n].id, quantity })
  if (dice.chance(40)) lines.push({ kind: 'other', title: '辅料费', quantity: 1000, price: 15e6 })
  if (dice.chance(30)) lines.push({ kind: 'labour', title: '四轮定位', quantity: 1000, price: 180e6 })
  return lines
}

// What the driver knows of a line: as it was asked for, priced by the catalogue.
function own(store, line, id) {
  const part = store.parts.find(one => one.id === line.part_id)
  return { id, kind: line.kind, title: line.title, code: part?.code, quantity: line.quantity,
    amount: amount(line.quantity, line.price ?? part.price), agreed: false, issued: 0n, cost: 0n }
}

export function totals(lines) {
  const of = kind => lines.filter(line => line.agreed && line.kind === kind).reduce((n, line) => n + line.amount, 0n)
  const t = { labour: of('labour'), parts: of('part'), other: of('other'), cost: lines.reduce((n, line) => n + line.cost, 0n) }
  return { ...t, total: t.labour + t.parts + t.other }
}

// --- the steps -------------------------------------------------------------------------------------

async function* reception(v) {
  const { store, dice, car, books } = v
  car.here = true
  car.km += 500 + dice.below(4000)
  const asked = lines_of(store, dice)
  const promised = Math.max(clock.now + 240 * MINUTE, at(dayOf(clock.now), 17 * 60))
  const order = await post('service_adviser', 'repair_order', { vehicle_id: car.id, nature: 'repair', category: 'minor',
    odometer_in: car.km, fuel: 500000, promised_at: iso(promised), wash: dice.chance(50), waiting: dice.chance(40),
    wish: '例行检查', lines: asked, ...v.appointment ? { appointment_id: v.appointment } : {} })
  v.id = order.id
  if (v.appointment) books.appointments.get(v.appointment).state = 'converted'
  await v.learn(asked)
  books.count('orders')
  yield 5
  if (dice.chance(60)) {
    const walk = (await post('service_adviser', 'walk_round', { repair_order_id: v.id })).id
    yield 6
    await act('service_adviser', 'walk_round', walk, 'walk_round_save', { odometer_km: car.km, fuel: 500000,
      tread_fl: 5500, marks: [{ kind: 'scratch', x: 120, y: 300, note: '左前门' }],
      checks: [{ item: 'lights', result: 'good' }, { item: 'brakes', result: 'good' }] })
    await act('service_adviser', 'walk_round', walk, 'walk_round_sign', { signed_name: '客户' })
    books.count('walk-rounds')
  }
}

// The labour that comes first is what the car came for; of the rest the customer may refuse some.
export async function* agree(v) {
  const { dice, books } = v
  await act('service_adviser', 'repair_order', v.id, 'repair_order_estimate')
  yield 5 + dice.below(15)
  const open = v.lines.filter(line => !line.agreed && !line.refused)
  const refused = open.filter((line, n) => line.kind !== 'part' && (n > 0 || v.worked) && dice.chance(30))
  for (const line of open) line[refused.includes(line) ? 'refused' : 'agreed'] = true
  const { total } = totals(v.lines)
  if (dice.chance(50)) {
    await by_link(v, open, refused, total)
    books.count('approvals by link')
  } else
    await act('service_adviser', 'repair_order', v.id, 'repair_order_approve', { total: Number(total),
      refused: refused.map(line => ({ line_id: line.id })) })
  if (refused.length > 0) books.count('partial approvals')
}

async function issue(v) {
  const { store, books } = v
  const due = () => v.lines.filter(line => line.code && line.agreed && line.issued < BigInt(line.quantity))
  const short = due().filter(line => books.part(line.code).on < BigInt(line.quantity))
  if (short.length > 0) return false
  if (due().length === 0) return true
  await act('storekeeper', 'repair_order', v.id, 'repair_order_issue')
  for (const line of due()) {
    line.cost += books.takeOut(line.code, BigInt(line.quantity) - line.issued)
    line.issued = BigInt(line.quantity)
  }
  books.count('issues')
  return true
}

async function give_back(v) {
  const { books, dice } = v
  const line = dice.one(v.lines.filter(one => one.issued > 0n))
  if (!line) return
  const n = line.issued >= 2000n ? 1000n : line.issued
  const cost = n === line.issued ? line.cost : (2n * line.cost * n + line.issued) / (2n * line.issued)
  await act('storekeeper', 'repair_order', v.id, 'repair_order_return_part', { line_id: line.id, quantity: Number(n) })
  line.issued -= n
  line.cost -= cost
  books.putBack(line.code, n, cost)
  books.count('returns')
}

async function* work(v, tech, job) {
  const { books, dice } = v
  const minutes = 15 + dice.below(50)
  await act(tech.user, 'assignment', job, v.started ? 'assignment_resume' : 'assignment_start')
  v.started = true
  books.clockOn(tech.user, job)
  let from = clock.now
  if (dice.chance(35)) {
    yield Math.ceil(minutes / 2)
    await act(tech.user, 'assignment', job, 'assignment_pause', { reason: dice.one(['parts', 'approval', 'technical', 'equipment']) })
    books.clockOff(tech.user, from, clock.now)
    books.count('stoppages')
    yield 10
    await act(tech.user, 'assignment', job, 'assignment_resume')
    books.clockOn(tech.user, job)
    from = clock.now
  }
  yield minutes
  await act(tech.user, 'assignment', job, 'assignment_finish', { self_checked: true })
  books.clockOff(tech.user, from, clock.now)
}

// Nothing is begun that would not be done by closing time.
const late = () => minuteOf(clock.now) > CLOSES - 150

async function* workshop(v) {
  const { store, books, dice } = v
  let tech
  while (late() || !(tech = store.technicians.find(one => one.free))) yield 10
  tech.free = false
  const bay = store.bays.find(id => !v.bays.has(id))
  v.bays.add(bay)
  const answer = await act('workshop_supervisor', 'repair_order', v.id, 'repair_order_dispatch', { technician_id: tech.id, bay_id: bay })
  const job = madeOf(answer, 'assignment')
  yield 3
  while (!await issue(v)) yield* v.wait_for_parts()
  if (dice.chance(8)) {
    await give_back(v)
    await issue(v)
  }
  yield* work(v, tech, job)
  while (dice.chance(12)) {
    yield 5
    await act('quality_assurance', 'repair_order', v.id, 'repair_order_inspect', { passed: false, note: '渗油', cause: 'work' })
    books.count('reworks')
    yield* work(v, tech, job)
  }
  tech.free = true
  v.bays.delete(bay)
  yield 5
  await act('quality_assurance', 'repair_order', v.id, 'repair_order_inspect', { passed: true })
  if ((await get('washer', `repair_order/${v.id}`)).workshop === 'wash') {
    yield 15
    await act('washer', 'repair_order', v.id, 'repair_order_wash')
  }
}

const methods = ['wechat', 'wechat', 'alipay', 'cash', 'card', 'transfer']
async function settle(v) {
  const { books } = v
  const answer = await act('settlement_clerk', 'repair_order', v.id, 'repair_order_settle')
  v.settlement = madeOf(answer, 'settlement')
  v.sum = totals(v.lines)
  const s = await get('settlement_clerk', `settlement/${v.settlement}`)
  v.number = s.number
  books.same(`${s.number} total`, s.total, v.sum.total)
  books.same(`${s.number} parts`, s.parts_total, v.sum.parts)
  books.settle(s.number, v.sum.total)
}

async function pay(v, method, fen) {
  const answer = await act('cashier', 'settlement', v.settlement, 'payment_receive', { method, amount: Number(fen) })
  v.books.pay(v.number, clock.now, method, fen)
  v.books.count('payments')
  return { id: madeOf(answer, 'payment'), method, fen }
}

async function* cash(v) {
  const { books, dice, car } = v
  await settle(v)
  yield 4
  if (car.fleet && dice.chance(70)) {
    await act('cashier', 'settlement', v.settlement, 'payment_receive', { method: 'credit', amount: Number(v.sum.total) })
    books.count('on credit')
    return
  }
  const first = dice.chance(35) && v.sum.total > 2n ? v.sum.total / 3n : v.sum.total
  const paid = [await pay(v, dice.one(methods), first)]
  yield 2
  if (dice.chance(15)) {
    const wrong = paid.pop()
    await act('store_general_manager', 'payment', wrong.id, 'payment_reverse', { reason: '刷错方式' })
    books.payBack(v.number, clock.now, wrong.method, wrong.fen)
    books.count('reversed payments')
    if (dice.chance(50) && paid.length === 0) {
      await go_back(v)
      await settle(v)
    }
    paid.push(await pay(v, dice.one(methods), first))
  }
  const rest = v.sum.total - books.settlements.get(v.number).paid
  if (rest > 0n) await pay(v, dice.one(methods), rest)
}

// The bill was wrong: reopened by the manager, billed once more.
async function go_back(v) {
  await act('store_general_manager', 'repair_order', v.id, 'repair_order_unsettle', { reason: '项目录错' })
  v.books.unsettle(v.number)
  v.books.count('reopened orders')
}

async function leave(v) {
  v.car.km += 2
  await act('service_adviser', 'repair_order', v.id, 'repair_order_deliver', { odometer_out: v.car.km })
  v.books.deliver(clock.now, v.sum)
  v.books.count('deliveries')
  v.car.here = false
}

export class Visit {
  constructor(store, books, dice, car, appointment) {
    Object.assign(this, { store, books, dice, car, appointment, lines: [], bays: store.taken ??= new Set() })
  }

  // Which line of the server is which of the driver's: by their order.
  async learn(asked) {
    const rows = (await all('service_adviser', `ro_line?repair_order_id=${this.id}&sort=id`)).slice(this.lines.length)
    asked.forEach((line, n) => this.lines.push(own(this.store, line, rows[n].id)))
    rows.forEach((row, n) => this.books.same(`line ${row.title}`, row.amount, this.lines.at(n - rows.length).amount))
  }

  // Ordered from the supplier; it comes a while later.
  async* wait_for_parts() {
    yield 30
    if (minuteOf(clock.now) > CLOSES - 60) return
    this.books.count('waits for parts')
    await this.store.restock()
  }

  async* run() {
    yield* reception(this)
    yield* agree(this)
    yield* workshop(this)
    yield 5
    yield* cash(this)
    yield 5
    await leave(this)
  }
}
