// after.mjs - what follows a delivery: the call after three days, another after a week, the customer's
// own rating by his link; and complaints, from the day they come to the day they are closed.
import { act, all, at, clock, dayOf, iso, post, DAY, MINUTE } from './server.mjs'
import { rate_by_link } from './link.mjs'
import { must_refuse } from './refuse.mjs'

const marks = ['promise', 'attitude', 'quality', 'speed', 'price']
const class_of = { promise: 'time', attitude: 'attitude', quality: 'quality', speed: 'time', price: 'price' }
const limit = { quality: 7, attitude: 3, price: 3, time: 3, parts: 7, other: 7 }
const SECOND_FROM = 200000n
const after = (day, n) => dayOf(at(day, 12 * 60) + n * DAY)

// --- who is called -----------------------------------------------------------------------------------

// The second call is there a week later, in the morning.
export function hear(store, books) {
  Object.assign(books, { calls: [], complaints: [] })
  books.leaves.push(v => {
    const day = dayOf(v.left)
    books.calls.push({ v, order: v.id, kind: 'first', from: clock.now, due: after(day, 3), state: 'waiting', tries: 0, bad: false })
    if (v.sum.total > SECOND_FROM || (v.comeback && v.comeback.cause !== 'not_ours'))
      books.calls.push({ v, order: v.id, kind: 'second', from: at(after(day, 7), 9 * 60), due: after(day, 7), state: 'waiting',
        tries: 0, bad: false })
  })
  books.evenings.push(evening)
}

const there = call => call.from <= clock.now

// Marks from one to five: now and then a low one, and the lowest says what the complaint is about.
function marks_of(dice) {
  const low = dice.chance(18) ? dice.one(marks) : null
  return Object.fromEntries(marks.map(mark => [`score_${mark}`, mark === low ? 1 + dice.below(2) : 3 + dice.below(3)]))
}

function lowest(given) {
  let least = marks[0]
  for (const mark of marks) if (given[`score_${mark}`] < given[`score_${least}`]) least = mark
  return given[`score_${least}`] <= 2 ? class_of[least] : null
}

async function heard(books, call, kind, source) {
  call.state = kind ? 'complaint' : 'reached'
  call.bad = !!kind
  if (!kind) return null
  const row = (await all('customer_service_manager', 'complaint')).find(one => one.follow_up_id === call.id)
  return taken_in(books, row.id, call.v, kind, source)
}

async function call_up(books, dice, call) {
  call.id ??= (await all('receptionist', `follow_up?repair_order_id=${call.order}`)).find(row => row.kind === call.kind)?.id
  const path = `follow_up/${call.id}/follow_up_record`
  call.tries++
  if (dice.chance(35)) {
    await act('receptionist', 'follow_up', call.id, 'follow_up_record', { reached: false })
    call.due = after(dayOf(clock.now), 1)
    if (call.tries === 3) call.state = 'unreached'
    books.count('calls that nobody took')
    return null
  }
  books.count('follow-up calls')
  if (call.kind === 'second') {
    await must_refuse(books, 'receptionist', path, { reached: true, score_quality: 5 }, 'invalid')
    await act('receptionist', 'follow_up', call.id, 'follow_up_record', { reached: true, note: '正常' })
    return heard(books, call, null)
  }
  const given = marks_of(dice), kind = lowest(given)
  await must_refuse(books, 'receptionist', path, { reached: true, score_promise: 5 }, 'invalid')
  await act('receptionist', 'follow_up', call.id, 'follow_up_record', { reached: true, nps: kind ? 4 : 8 + dice.below(3), ...given, note: '回访' })
  const complaint = await heard(books, call, kind, 'call')
  await must_refuse(books, 'receptionist', path, { reached: true, ...given }, 'state')
  return complaint
}

// The calls of a day; whoever complains is a case from then on.
export async function* calls_of_day(store, books, dice, later) {
  for (const call of books.calls.filter(one => one.state === 'waiting' && there(one) && one.due <= dayOf(clock.now))) {
    if (call.state !== 'waiting') continue
    const complaint = await call_up(books, dice, call)
    if (complaint) later(clock.now + 30 * MINUTE, handled(store, books, dice, complaint))
    yield 4
  }
}

// Some rate the visit by themselves, before anybody calls; who is here again sees the visit that is open.
export async function* rate(books, dice, v, store, later) {
  yield 90 + dice.below(600)
  const call = books.calls.find(one => one.order === v.id && one.kind === 'first')
  if (call.state !== 'waiting' || v.car.here || v.car.last !== v) return
  const given = marks_of(dice), kind = lowest(given)
  call.id ??= (await all('receptionist', `follow_up?repair_order_id=${v.id}`)).find(row => row.kind === 'first')?.id
  await rate_by_link(v, given)
  const complaint = await heard(books, call, kind, 'page')
  books.count('ratings by link')
  if (complaint) later(clock.now + 30 * MINUTE, handled(store, books, dice, complaint))
}

// --- complaints --------------------------------------------------------------------------------------

function taken_in(books, id, v, kind, source) {
  const due = at(after(dayOf(clock.now), limit[kind]), 18 * 60)
  const mine = { id, party: v.car.owner, kind, source, state: 'new', due, pressed: false, late: false,
    repeated: books.complaints.some(one => one.party === v.car.owner && one.state !== 'withdrawn') }
  books.complaints.push(mine)
  books.count('complaints')
  return mine
}

export async function* at_the_counter(store, books, dice, later) {
  const car = dice.one(store.cars.filter(one => one.last))
  if (!car) return
  const kind = dice.one(Object.keys(limit))
  const { id } = await post('receptionist', 'complaint', { repair_order_id: car.last.id, source: 'counter', class: kind, subject: '不满意' })
  const mine = taken_in(books, id, car.last, kind, 'counter')
  yield 10
  if (dice.chance(15)) {
    await act('receptionist', 'complaint', id, 'complaint_withdraw', { reason: '误会' })
    mine.state = 'withdrawn'
  } else
    later(clock.now + 30 * MINUTE, handled(store, books, dice, mine))
}

const is_late = (mine, now = clock.now) => !['closed', 'withdrawn'].includes(mine.state) && now >= mine.due

// Late ones are pressed for by the store manager, with another limit.
async function press(books, mine) {
  if (!is_late(mine)) return
  mine.due = clock.now + 2 * DAY
  await act('store_general_manager', 'complaint', mine.id, 'complaint_press', { due_at: iso(mine.due), instruction: '两天内办结' })
  mine.pressed = true
  books.count('complaints that were pressed')
}

async function* offered(store, books, dice, mine) {
  const go = (command, body) => act('workshop_manager', 'complaint', mine.id, command, body)
  await must_refuse(books, 'quality_assurance', `complaint/${mine.id}/complaint_start`, {}, 'complaint_not_mine')
  await go('complaint_start')
  mine.state = 'handling'
  for (let accepted = false; !accepted;) {
    yield 24 * 60 * dice.below(3) + 60
    await press(books, mine)
    await must_refuse(books, 'workshop_manager', `complaint/${mine.id}/complaint_offer`,
      { cause: 'work', analysis: '偏差', remedy: '赠券', voucher: true }, 'invalid')
    await go('complaint_offer', { cause: 'work', analysis: '偏差', remedy: '赠券', apology: true, voucher: true, amount: 10000 })
    mine.state = 'offered'
    yield 120
    await must_refuse(books, 'customer_service_manager', `complaint/${mine.id}/complaint_close`, {}, 'complaint_unanswered')
    accepted = dice.chance(70)
    await act('receptionist', 'complaint', mine.id, 'complaint_answer', { answer: accepted ? 'accepted' : 'refused', note: '答复' })
    mine.state = accepted ? 'answered' : 'handling'
  }
}

export async function* handled(store, books, dice, mine) {
  await must_refuse(books, 'customer_service_manager', `complaint/${mine.id}/complaint_assign`, { owner_id: store.cashier }, 'invalid')
  await act('customer_service_manager', 'complaint', mine.id, 'complaint_assign', { owner_id: store.workshop_manager })
  mine.state = 'assigned'
  yield 24 * 60 * dice.below(3) + 30
  yield* offered(store, books, dice, mine)
  yield 60
  await press(books, mine)
  await act('customer_service_manager', 'complaint', mine.id, 'complaint_close')
  mine.state = 'closed'
  books.count('complaints that were closed')
}

// --- the evening ---------------------------------------------------------------------------------------

async function evening(books, day) {
  const calls = await all('customer_service_manager', 'follow_up'), mine = books.calls.filter(there)
  books.same(`${day} calls`, calls.length, mine.length)
  for (const call of mine) {
    const row = calls.find(one => one.repair_order_id === call.order && one.kind === call.kind)
    books.same(`${day} ${call.kind} call of order ${call.order}`, [row?.state, row?.due_on, row?.tries, row?.dissatisfied].join(' '),
      [call.state, call.due, call.tries, call.bad].join(' '))
  }
  const rows = await all('customer_service_manager', 'complaint')
  books.same(`${day} complaints`, rows.length, books.complaints.length)
  for (const one of books.complaints) {
    const row = rows.find(other => other.id === one.id)
    const urgency = is_late(one) ? 'late' : one.pressed && one.state !== 'closed' ? 'pressed' : 'calm'
    books.same(`${day} complaint ${one.id}`, [row?.class, row?.source, row?.state, row?.urgency, row?.repeated].join(' '),
      [one.kind, one.source, one.state, urgency, one.repeated].join(' '))
  }
}
