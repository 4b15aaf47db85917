// run.mjs - a month of one store by the API: run.mjs PROGRAM DIRECTORY DAYS SEED [DATABASE]
//
// Each day has its bookings for the next days, the cars that were booked and those that just come, and
// its evening, when the driver's own books are held against the server's. One thing happens after the
// other, by the time of the clock and then by who was first, so that a seed is a month.
import * as server from './server.mjs'
import { Books } from './books.mjs'
import { dice as dice_of, open_store } from './store.mjs'
import { Visit } from './visit.mjs'
import { accident, cases_evening } from './accident.mjs'
import { at_the_counter, calls_of_day, hear, rate } from './after.mjs'
import { come_back, comebacks_evening } from './comeback.mjs'
import { store_room } from './count.mjs'
import { call_list, is_booked, listen, missed, not_booked, think_again } from './remind.mjs'
import { fleet, hire } from './rental.mjs'
import { Till } from './pay.mjs'
import { queues_evening } from './queues.mjs'
import { requests_evening } from './shelf.mjs'
import { outside_evening } from './shop.mjs'

const [program, directory, days, seed, database] = process.argv.slice(2)
const FIRST = '2026-11-02', OPENS = 8 * 60, CLOSED = 19 * 60, EVENING = 20 * 60
const dice = dice_of(Number(seed)), books = new Books()
const dayAt = n => server.dayOf(server.at(FIRST, n * 24 * 60))
const queue = []
let order = 0

// What would come after the store has closed goes on when it opens again.
function later(ms, steps) {
  const minute = server.minuteOf(ms)
  const rest = minute >= CLOSED ? 24 * 60 - minute + OPENS : minute < OPENS ? OPENS - minute : 0
  queue.push({ ms: ms + rest * server.MINUTE, n: order++, steps })
}

// Until then, one step after the other.
async function pass(until) {
  for (;;) {
    queue.sort((a, b) => a.ms - b.ms || a.n - b.n)
    if (queue.length === 0 || queue[0].ms > until) break
    const { ms, steps } = queue.shift()
    await server.go(ms)
    const { value, done } = await steps.next()
    if (!done) later(server.clock.now + value * server.MINUTE, steps)
  }
  await server.go(until)
}

// --- bookings ----------------------------------------------------------------------------------------

async function* book(store, day) {
  const car = dice.one(store.cars.filter(one => !one.here && !one.booked))
  if (!car) return
  const slot = OPENS + 30 * dice.below(14)
  try {
    const { id } = await server.post('customer_service_manager', 'appointment', { vehicle_id: car.id, kind: 'maintenance',
      channel: dice.one(['phone', 'web']), day, slot, minutes: dice.one([30, 60, 90]), wish: '保养' })
    books.appointments.set(id, { day, state: 'pending', slot, car })
    books.count('bookings')
    car.booked = true
    is_booked(books, car, id)
    yield 5
    await server.act('customer_service_manager', 'appointment', id, 'appointment_confirm')
    books.appointments.get(id).state = 'confirmed'
    if (dice.chance(20)) yield* think_again(books, dice, id)
  } catch (problem) {
    if (problem.code !== 'booking_full') throw problem
    books.count('slots that were full')
  }
}

async function* come(store, id) {
  const one = books.appointments.get(id)
  one.car.booked = false
  await server.act('service_adviser', 'appointment', id, 'appointment_arrive')
  one.state = 'arrived'
  yield 2
  yield* new Visit(store, books, dice, one.car, id).run()
}

// Who does not come is a no-show by the timer, an hour later, without anybody's doing.
async function* stay_away(id) {
  const one = books.appointments.get(id)
  one.state = 'no_show'
  one.car.booked = false
  not_booked(books, id)
  books.count('no-shows')
}

function expect_booked(store, day) {
  for (const [id, one] of books.appointments) {
    if (one.day !== day || one.state === 'cancelled') continue
    if (dice.chance(12)) later(server.at(day, one.slot + 61), stay_away(id))
    else later(server.at(day, one.slot + dice.below(10)), come(store, id))
  }
}

async function* walk_in(store) {
  const car = dice.one(store.cars.filter(one => !one.here && !one.booked))
  if (car) yield* new Visit(store, books, dice, car).run()
}

function plan(store, n, day) {
  const on = (minute, steps) => later(server.at(day, minute), steps)
  const some_time = (chance, what) => { if (dice.chance(chance)) on(OPENS + dice.below(9 * 60), what(store, books, dice, later)) }
  expect_booked(store, day)
  if (n > 0) on(9 * 60 + 30, missed(books, dice, dayAt(n - 1)))
  on(10 * 60, calls_of_day(store, books, dice, later))
  on(10 * 60 + 30, call_list(store, books, dice))
  for (let i = 0; i < 2 + dice.below(3); i++) on(OPENS + dice.below(8 * 60), walk_in(store))
  for (let i = 0; i < 3 + dice.below(4); i++) on(OPENS + 60 + dice.below(8 * 60), book(store, dayAt(n + 1 + dice.below(2))))
  some_time(100, store_room)
  some_time(60, hire)
  some_time(30, hire)
  some_time(n === 0 ? 100 : 25, accident)
  some_time(n === 0 ? 0 : 60, come_back)
  some_time(n === 0 ? 0 : 25, at_the_counter)
}

async function a_day(store, n) {
  const day = dayAt(n)
  server.morning()
  await pass(server.at(day, OPENS - 30))
  await books.till.open()
  plan(store, n, day)
  await pass(server.at(day, EVENING))
  await books.till.close(day)
  await books.evening(day)
}

async function open(store) {
  store.taken = new Set()
  books.till = new Till(books, dice)
  Object.assign(books, { cases: [], comebacks: [], visits: [] })
  books.evenings.push(requests_evening, outside_evening, cases_evening, comebacks_evening, queues_evening)
  hear(store, books)
  listen(store, books)
  books.leaves.push(v => { if (dice.chance(25)) later(server.clock.now, rate(books, dice, v, store, later)) })
  await fleet(store, books)
}

async function main() {
  const began = Date.now()
  await server.begin(program, directory, server.at(FIRST, 7 * 60), database)
  const store = await open_store(books)
  await open(store)
  for (let n = 0; n < Number(days); n++) await a_day(store, n)
  await server.end()
  const { counts } = await import('../pages/browser.mjs')
  const [passed, failed] = counts()
  for (const failure of books.failures.slice(0, 20)) console.log(`not ok ${failure}`)
  console.log(Object.entries(books.counts).map(([what, n]) => `${n} ${what}`).join(', '))
  console.log(`${days} days, ${server.clock.requests} requests, ${((Date.now() - began) / 1000).toFixed(1)} s`)
  console.log(`${books.checks - books.failures.length + passed} passed, ${books.failures.length + failed} failed`)
  process.exitCode = books.failures.length + failed === 0 ? 0 : 1
}

main().catch(problem => {
  for (const failure of books.failures.slice(0, 20)) console.log(`not ok ${failure}`)
  console.log(`not ok ${problem.stack}`)
  console.log('0 passed, 1 failed')
  process.exit(1)
})
