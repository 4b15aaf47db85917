// remind.mjs - the call list: who is due or has stayed away is called, booked, or left alone; bookings
// that are moved, called off, missed and made again.
import { act, all, clock, dayOf, report, DAY, Refused } from './server.mjs'
import { must_refuse } from './refuse.mjs'

const OPENS = 8 * 60
const open = one => one.state === 'waiting' || one.state === 'booked'

export function listen(store, books) {
  books.reminders = []
  books.comes.push(car => { for (const one of books.reminders) if (one.car === car && open(one)) one.state = 'came' })
  books.evenings.push(evening(store))
}

// A booking of that car by whoever: it is not called any more.
export function is_booked(books, car, appointment) {
  const one = books.reminders.find(r => r.car === car && r.state === 'waiting')
  if (one) Object.assign(one, { state: 'booked', appointment })
}
// It fell through: called again.
export function not_booked(books, appointment) {
  const one = books.reminders.find(r => r.appointment === appointment && r.state === 'booked')
  if (one) Object.assign(one, { state: 'waiting', appointment: null, call_on: dayOf(clock.now) })
}

function remember(store, books, row) {
  const car = store.cars.find(one => one.id === row.vehicle_id), today = dayOf(clock.now)
  const came = car.here || (car.last && dayOf(car.last.left) === today)
  const right = { waiting: !car.here && !car.booked, booked: car.booked, came }[row.state ?? 'waiting']
  books.same(`a reminder for car ${car.id}, ${row.state}`, !!car.last && !!right, true)
  const mine = { id: row.reminder_id ?? row.id, car, state: row.state ?? 'waiting', tries: row.tries, appointment: row.appointment_id }
  if (mine.state === 'waiting' && row.why === 'date' && car.next) books.same(`car ${car.id} is due`, row.due_on, car.next)
  books.reminders.push(mine)
  books.count('reminders')
  return mine
}

async function slot_for(books, dice, body) {
  for (let tries = 0; tries < 4; tries++) {
    const day = dayOf(clock.now + (1 + dice.below(2)) * DAY), slot = OPENS + 30 * dice.below(14)
    try {
      return { day, slot, answer: await body({ day, slot }) }
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.code !== 'booking_full') throw problem
      books.count('slots that were full')
    }
  }
  return null
}

async function book(books, dice, mine) {
  const done = await slot_for(books, dice, when => act('receptionist', 'reminder', mine.id, 'reminder_book', { ...when, waiting: true }))
  if (!done) return
  const id = done.answer.created.find(one => one.entity === 'appointment').id
  books.appointments.set(id, { day: done.day, state: 'pending', slot: done.slot, car: mine.car })
  Object.assign(mine, { state: 'booked', appointment: id, tries: mine.tries + 1 })
  mine.car.booked = true
  books.count('bookings from the call list')
}

async function one_call(books, dice, mine) {
  const path = `reminder/${mine.id}/reminder_record`
  const record = body => act('receptionist', 'reminder', mine.id, 'reminder_record', body)
  const kind = dice.below(10)
  if (kind < 5) return book(books, dice, mine)
  mine.tries++
  if (kind < 7) {
    await record({ outcome: 'silent' })
    if (mine.tries >= 3) mine.state = 'unreached'
  } else if (kind < 9) {
    await must_refuse(books, 'receptionist', path, { outcome: 'later' }, 'invalid')
    await record({ outcome: 'later', again_on: dayOf(clock.now + 2 * DAY) })
  } else {
    await record({ outcome: 'not_now' })
    mine.state = 'declined'
  }
  books.count('calls to remind')
}

// Nobody is on the list who is here or expected; each of the first few is called.
export async function* call_list(store, books, dice) {
  const stays_away = store.cars.filter(car => car.last && !car.here && !car.booked && !books.reminders.some(one => one.car === car))
  if (stays_away.length > 0 && dice.chance(50)) {
    const car = dice.one(stays_away)
    try {
      await act('receptionist', 'vehicle', car.id, 'vehicle_win_back')
      await must_refuse(books, 'receptionist', `vehicle/${car.id}/vehicle_win_back`, {}, 'reminder_other_open')
    } catch (problem) {
      if (problem.code !== 'reminder_other_open') throw problem
    }
  }
  for (const row of (await report('receptionist', 'call_list')).slice(0, 5)) {
    const mine = books.reminders.find(one => one.id === row.reminder_id) ?? remember(store, books, row)
    books.same(`reminder ${mine.id} on the list`, mine.state, 'waiting')
    books.same(`reminder ${mine.id}: calls so far`, row.tries, mine.tries)
    await one_call(books, dice, mine)
    yield 6
  }
}

// --- bookings that change ---------------------------------------------------------------------------------

// The customer calls: another time, or not at all.
export async function* think_again(books, dice, id) {
  const one = books.appointments.get(id)
  yield 30 + dice.below(200)
  if (one.state !== 'confirmed' || one.day <= dayOf(clock.now)) return
  if (dice.chance(50)) {
    await act('customer_service_manager', 'appointment', id, 'appointment_cancel', { reason: '临时有事' })
    one.state = 'cancelled'
    one.car.booked = false
    not_booked(books, id)
    books.count('bookings called off')
  } else
    await move(books, dice, id)
}

async function move(books, dice, id) {
  const one = books.appointments.get(id)
  const done = await slot_for(books, dice, when => act('customer_service_manager', 'appointment', id, 'appointment_reschedule', when))
  if (!done) return
  Object.assign(one, { day: done.day, slot: done.slot, state: 'pending' })
  one.car.booked = true
  is_booked(books, one.car, id)
  books.count('bookings moved')
}

// Who did not come yesterday is called, and some take another time.
export async function* missed(books, dice, yesterday) {
  for (const [id, one] of books.appointments)
    if (one.state === 'no_show' && one.day === yesterday && !one.car.here && !one.car.booked && dice.chance(60)) {
      await move(books, dice, id)
      yield 5
    }
}

// --- the evening ---------------------------------------------------------------------------------------------

const evening = store => async (books, day) => {
  const rows = await all('receptionist', 'reminder')
  for (const row of rows)
    if (!books.reminders.some(one => one.id === row.id)) remember(store, books, row)
  books.same(`${day} reminders`, rows.length, books.reminders.length)
  for (const mine of books.reminders) {
    const row = rows.find(one => one.id === mine.id)
    books.same(`${day} reminder ${mine.id}`, `${row?.state} ${row?.tries}`, `${mine.state} ${mine.tries}`)
    if (mine.state === 'booked') books.same(`${day} booking of reminder ${mine.id}`, row?.appointment_id, mine.appointment)
  }
}
