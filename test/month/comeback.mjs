// comeback.mjs - a car that comes back with what was done to it: free of charge within the warranty, its
// cause judged; or, where it is not our fault, priced as any other order.
import { act, all, at, clock, dayOf, iso, madeOf, MINUTE } from './server.mjs'
import { amount } from './books.mjs'
import { compare } from './lines.mjs'
import { must_refuse } from './refuse.mjs'
import { leave, repair, Visit } from './visit.mjs'

const DAYS = 10, KM = 2000, DAY = 24 * 3600e3
const days_since = v => Math.round((at(dayOf(clock.now), 0) - at(dayOf(v.left), 0)) / DAY)

// The last visit of a car that could come back.
export function last_visit(store, dice) {
  const able = store.cars.filter(car => car.last && !car.here && !car.booked && !car.last.again && (car.last.depth ?? 0) < 2 &&
    days_since(car.last) <= DAYS)
  return able.length > 0 ? dice.one(able).last : null
}

async function open(v, was) {
  const { dice, books } = v
  const done = was.lines.filter(line => line.agreed), lines = dice.chance(50) ? done : done.slice(0, 1 + dice.below(done.length))
  const body = { odometer_in: was.km_out + dice.below(900), promised_at: iso(clock.now + 240 * MINUTE), wish: '又响了',
    lines: lines.map(line => ({ line_id: line.id })) }
  const path = `repair_order/${was.id}/repair_order_rework`
  await must_refuse(books, 'service_adviser', path, { ...body, odometer_in: was.km_out + KM + 1 }, 'invalid')
  await must_refuse(books, 'technician', path, body, 'forbidden')
  const answer = await act('service_adviser', 'repair_order', was.id, 'repair_order_rework', body)
  was.again = true
  v.id = madeOf(answer, 'repair_order')
  v.car.km = body.odometer_in
  books.arrives(v.car)
  await compare(v, lines.map(line => ({ ...line, free: true, amount: 0n, group: undefined, agreed: false, issued: 0n, cost: 0n,
    outside: undefined, request: undefined })))
  v.comeback = { id: madeOf(answer, 'comeback'), order: v.id, state: 'open', cause: null, days: days_since(was),
    km: body.odometer_in - was.km_out }
  books.comebacks.push(v.comeback)
  books.count('comebacks')
}

async function judge(v, cause) {
  await act('quality_assurance', 'comeback', v.comeback.id, 'comeback_judge', { cause, note: '检查后判定' })
  Object.assign(v.comeback, { state: 'judged', cause })
}

async function* stages(v, was) {
  const { books, dice } = v
  await open(v, was)
  yield 15
  const ours = dice.chance(80)
  if (!ours) {
    await judge(v, 'not_ours')
    for (const line of v.lines) Object.assign(line, { free: false, amount: amount(line.quantity, line.price) })
  } else {
    const path = `repair_order/${v.id}/repair_order_change_line`, line = v.lines[0]
    await must_refuse(books, 'service_adviser', path, { line_id: line.id, quantity: line.quantity, price: 1000000 }, 'line_is_free')
  }
  yield* v.agree()
  if (ours) await must_refuse(books, 'quality_assurance', `comeback/${v.comeback.id}/comeback_judge`, { cause: 'not_ours', note: '不是我们' },
    'comeback_begun')
  yield* repair(v)
  await leave(v)
  if (!ours) return
  yield 60
  await judge(v, dice.one(['technician', 'part', 'diagnosis', 'other']))
}

export async function* come_back(store, books, dice) {
  const was = last_visit(store, dice)
  if (!was) return
  const v = new Visit(store, books, dice, was.car)
  Object.assign(v, { free: true, depth: (was.depth ?? 0) + 1 })
  yield* v.run(stages(v, was))
}

export async function comebacks_evening(books, day) {
  const rows = await all('quality_assurance', 'comeback')
  books.same(`${day} comebacks`, rows.length, books.comebacks.length)
  for (const mine of books.comebacks) {
    const row = rows.find(one => one.id === mine.id)
    books.same(`${day} comeback ${mine.id}`, [row?.repair_order_id, row?.state, row?.cause, row?.days_after, row?.km_after].join(),
      [mine.order, mine.state, mine.cause, mine.days, mine.km].join())
  }
}
