// visit.mjs - one visit, from the booking or the door to the gate: a generator that yields how many
// minutes pass until its next step. Each step is done by the post whose step it is.
import { act, at, clock, dayOf, iso, post, MINUTE } from './server.mjs'
import { by_link } from './link.mjs'
import { add_package, answered, learn, lines_of, totals } from './lines.mjs'
import { cash, pay_credit } from './pay.mjs'
import { nuisance } from './refuse.mjs'
import { lend, take_home } from './rental.mjs'
import { aside } from './shelf.mjs'
import { workshop } from './shop.mjs'

async function* reception(v) {
  const { store, dice, car, books } = v
  books.arrives(car)
  car.km += 500 + dice.below(4000)
  const asked = lines_of(store, dice)
  const promised = Math.max(clock.now + 240 * MINUTE, at(dayOf(clock.now), 17 * 60))
  const order = await post('service_adviser', 'repair_order', { vehicle_id: car.id, nature: 'repair', category: 'minor',
    odometer_in: car.km, fuel: 500000, promised_at: iso(promised), wash: dice.chance(50), waiting: dice.chance(40),
    wish: '例行检查', lines: asked, ...v.appointment ? { appointment_id: v.appointment } : {} })
  v.id = order.id
  if (v.appointment) books.appointments.get(v.appointment).state = 'converted'
  await learn(v, asked)
  if (dice.chance(20)) await add_package(v)
  books.count('orders')
  yield 5
  if (dice.chance(60)) yield* walk_round(v)
}

async function* walk_round(v) {
  const walk = (await post('service_adviser', 'walk_round', { repair_order_id: v.id })).id
  yield 6
  await act('service_adviser', 'walk_round', walk, 'walk_round_save', { odometer_km: v.car.km, fuel: 500000,
    tread_fl: 5500, marks: [{ kind: 'scratch', x: 120, y: 300, note: '左前门' }],
    checks: [{ item: 'lights', result: 'good' }, { item: 'brakes', result: 'good' }] })
  await act('service_adviser', 'walk_round', walk, 'walk_round_sign', { signed_name: '客户' })
  v.books.count('walk-rounds')
}

// The labour that comes first is what the car came for; of the rest the customer may refuse some.
async function* agree(v, more) {
  const { dice, books } = v
  if (!more) await act('service_adviser', 'repair_order', v.id, 'repair_order_estimate')
  yield 5 + dice.below(15)
  const open = v.lines.filter(line => !line.agreed && !line.refused)
  const refused = open.filter((line, n) => !line.free && (more || line.kind !== 'part') && (n > 0 || more) && dice.chance(30))
  for (const line of open) line[refused.includes(line) ? 'refused' : 'agreed'] = true
  answered(v.lines)
  const { total } = totals(v.lines)
  if (more || dice.chance(50)) {
    await by_link(v, open, refused, total)
    books.count('approvals by link')
  } else
    await act('service_adviser', 'repair_order', v.id, 'repair_order_approve', { total: Number(total),
      refused: refused.map(line => ({ line_id: line.id })) })
  await aside(v, open)
  if (refused.length > 0) books.count('partial approvals')
}

// Some are told when to come next.
export async function leave(v) {
  const { car, dice, books } = v
  car.km += 2
  const next = dice.chance(25) ? dayOf(clock.now + (11 + dice.below(8)) * 24 * 60 * MINUTE) : undefined
  await act('service_adviser', 'repair_order', v.id, 'repair_order_deliver', { odometer_out: car.km, next_service_date: next })
  Object.assign(v, { left: clock.now, km_out: car.km })
  Object.assign(car, { here: false, last: v })
  if (next) car.next = next
  books.deliver(v)
  books.count('deliveries')
}

// From the order that the customer agreed to, to the bill that he paid.
export async function* repair(v) {
  if (v.dice.chance(8)) await lend(v)
  yield* workshop(v)
  yield 5
  yield* cash(v)
  yield 5
}

export class Visit {
  constructor(store, books, dice, car, appointment) {
    Object.assign(this, { store, books, dice, car, appointment, lines: [], jobs: [], aside: new Map() })
    books.visits.push(this)
  }

  agree(more) { return agree(this, more) }

  // The stages one after the other, and now and then something that must not go through.
  async* run(stages = this.stages()) {
    for await (const minutes of stages) {
      if (this.dice.chance(8)) await nuisance(this)
      yield minutes
    }
  }

  async* stages() {
    yield* reception(this)
    yield* agree(this)
    yield* repair(this)
    await leave(this)
    if (this.lent) yield* take_home(this)
    if (this.credit) yield* pay_credit(this)
  }
}
