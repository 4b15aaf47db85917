// rental.mjs - the cars that the store lends: reserved, signed for, handed over, brought back in time or
// late, charged, the deposit given back, a fine that comes afterwards; and the car that a customer has
// while his own is repaired.
import { act, all, at, clock, dayOf, get, madeOf, post, report } from './server.mjs'
import { half } from './books.mjs'
import { must_refuse } from './refuse.mjs'
import { pay } from './pay.mjs'

const DAY = 86400e3, methods = ['wechat', 'alipay', 'card', 'transfer']
const later = (day, n) => dayOf(Date.parse(`${day}T12:00:00+08:00`) + n * DAY)
const span = (from, to) => { const days = []; for (let day = from; day <= to; day = later(day, 1)) days.push(day); return days }
const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

export async function fleet(store, books) {
  store.fleet = []
  for (const [n, deposit] of [[1, 200000], [2, 300000]]) {
    const { id } = await post('receptionist', 'vehicle', { plate: `粤B7000${n}`, brand: '大众' })
    const car = { price: 15000 + n * 4990, limit: 100, over: 150, deposit, km: 1000 * n, days: new Set(), out: null, rent: 0n, other: 0n }
    car.id = (await post('store_general_manager', 'rental_car', { vehicle_id: id, day_price: car.price, km_a_day: car.limit,
      km_price: car.over, deposit, insured_until: '2026-12-31' })).id
    store.fleet.push(car)
  }
  books.rentals = []
  books.evenings.push(evening(store))
}

async function reserve(v, car, party, from, to, order) {
  const body = { car_id: car.id, party_id: party, day_from: from, day_to: to, ...order ? { repair_order_id: order } : {} }
  if (span(from, to).some(day => car.days.has(day))) {
    await must_refuse(v.books, 'service_adviser', 'rental', body, 'rental_taken')
    return null
  }
  const { id } = await post('service_adviser', 'rental', body)
  for (const day of span(from, to)) car.days.add(day)
  const r = { id, car, from, to, state: 'reserved', held: 0n, late: false, lent: !!order }
  v.books.rentals.push(r)
  v.books.count(order ? 'cars lent' : 'cars hired out')
  return r
}

async function sign(v, r) {
  const who = { driver_name: '承租人', licence_no: '440301', licence_seen: true }
  await must_refuse(v.books, 'service_adviser', `rental/${r.id}/rental_sign`, { ...who, licence_until: later(r.from, -1) }, 'invalid')
  await act('service_adviser', 'rental', r.id, 'rental_sign', { ...who, licence_until: '2027-06-30' })
  r.state = 'signed'
}

async function deposit(v, r, method, fen, back) {
  await act('cashier', 'rental', r.id, back ? 'rental_return_deposit' : 'rental_take_deposit', { method, amount: Number(fen) })
  v.books.deposit(clock.now, method, back ? -fen : fen)
  if (back) v.books.till.gave_back({ method, fen, shift: v.books.till.shift })
  else v.books.till.took({ method, fen })
  r.held += back ? -fen : fen
}

async function hand_over(v, r) {
  const { car } = r, path = `rental/${r.id}/rental_hand_over`
  if (car.out) {
    await must_refuse(v.books, 'service_adviser', path, { km: car.km, fuel: 1000000 }, 'rental_still_out')
    return false
  }
  await act('service_adviser', 'rental', r.id, 'rental_hand_over', { km: car.km, fuel: 1000000 })
  Object.assign(r, { state: 'out', km: car.km })
  car.out = r
  return true
}

async function bring_back(v, r) {
  const { dice, books } = v, { car } = r, today = dayOf(clock.now)
  const days = Math.max(between(r.from, today), 0) + 1
  car.km += dice.below(180 * days)
  const fuel = dice.chance(30) ? 3000 + dice.below(20000) : 0, damage = dice.chance(15) ? 20000 + dice.below(90000) : 0
  if (damage) await must_refuse(books, 'service_adviser', `rental/${r.id}/rental_return`, { km: car.km, damage_charge: damage }, 'invalid')
  await must_refuse(books, 'service_adviser', `rental/${r.id}/rental_return`, { km: r.km - 1 }, 'invalid')
  await act('service_adviser', 'rental', r.id, 'rental_return', { km: car.km, fuel: 600000, fuel_charge: fuel,
    ...damage ? { damage: '后保险杠刮伤', damage_charge: damage } : {} })
  const over = Math.max(car.km - r.km - days * car.limit, 0)
  r.rent = BigInt((r.lent ? 0 : days * car.price) + over * car.over)
  r.other = BigInt(fuel + damage)
  for (const day of span(today > r.from ? later(today, 1) : later(r.from, 1), r.to)) car.days.delete(day)
  if (today < r.to) r.to = today > r.from ? today : r.from
  Object.assign(r, { state: 'returned', late: false })
  car.out = null
}

async function settle(v, r) {
  const { books } = v, { car } = r
  const answer = await act('settlement_clerk', 'rental', r.id, 'rental_settle')
  r.bill = { settlement: madeOf(answer, 'settlement') }
  const s = await get('settlement_clerk', `settlement/${r.bill.settlement}`)
  r.bill.number = s.number
  books.same(`${s.number} of rental ${r.id}`, s.total, r.rent + r.other)
  books.settle(s.number, r.rent + r.other)
  car.rent += r.rent
  car.other += r.other
  r.state = 'settled'
}

async function* finish(v, r) {
  const { books, dice } = v, total = r.rent + r.other
  await settle(v, r)
  yield 5
  if (total > 0n) {
    await must_refuse(books, 'service_adviser', `rental/${r.id}/rental_close`, {}, 'rental_unpaid')
    await pay(books, r.bill, dice.one(methods), total)
  }
  if (r.held > 0n) {
    await must_refuse(books, 'service_adviser', `rental/${r.id}/rental_close`, {}, 'rental_held')
    await must_refuse(books, 'cashier', `rental/${r.id}/rental_return_deposit`, { method: 'card', amount: Number(r.held + 1n) }, 'invalid')
    if (dice.chance(50)) await deposit(v, r, 'card', half(r.held, 3n), true)
    await deposit(v, r, 'card', r.held, true)
  }
  await act('service_adviser', 'rental', r.id, 'rental_close')
  r.state = 'closed'
}

// A fine comes when all is closed, with a settlement of its own.
async function fine(v, r) {
  const amount = 10000 + v.dice.below(20) * 1000
  const answer = await act('service_adviser', 'rental', r.id, 'rental_fine', { amount, note: '超速' })
  const bill = { settlement: madeOf(answer, 'settlement') }
  bill.number = (await get('settlement_clerk', `settlement/${bill.settlement}`)).number
  v.books.settle(bill.number, BigInt(amount))
  r.car.other += BigInt(amount)
  await pay(v.books, bill, 'wechat', BigInt(amount))
  v.books.count('traffic fines')
}

async function* until(day, minute) {
  while (clock.now < at(day, minute)) yield Math.max((at(day, minute) - clock.now) / 60e3, 1)
}

export async function* hire(store, books, dice) {
  const v = { store, books, dice }, car = dice.one(store.fleet), today = dayOf(clock.now)
  const from = later(today, dice.below(2)), to = later(from, dice.below(3))
  const r = await reserve(v, car, dice.one(store.cars).owner, from, to)
  if (!r) return
  if (dice.chance(12)) {
    yield 60
    await act('service_adviser', 'rental', r.id, 'rental_cancel', { reason: '不租了' })
    for (const day of span(from, to)) car.days.delete(day)
    r.state = 'cancelled'
    return
  }
  yield 10
  await sign(v, r)
  yield* until(from, 9 * 60)
  const method = dice.one(methods), whole = BigInt(car.deposit)
  await must_refuse(books, 'cashier', `rental/${r.id}/rental_take_deposit`, { method: 'credit', amount: car.deposit }, 'invalid')
  await deposit(v, r, method, whole - 1n)
  await must_refuse(books, 'service_adviser', `rental/${r.id}/rental_hand_over`, { km: car.km }, 'rental_deposit_short')
  await deposit(v, r, 'card', 1n)
  while (!await hand_over(v, r)) yield 60
  yield* until(later(to, dice.below(3) - 1), 10 * 60 + dice.below(300))
  if (dice.chance(25) && dayOf(clock.now) <= r.to) yield* extend(v, r)
  await bring_back(v, r)
  yield 10
  yield* finish(v, r)
  if (dice.chance(25)) {
    yield 24 * 60
    await fine(v, r)
  }
}

async function* extend(v, r) {
  const day_to = later(r.to, 1)
  if (r.car.days.has(day_to)) {
    await must_refuse(v.books, 'service_adviser', `rental/${r.id}/rental_extend`, { day_to }, 'rental_taken')
    return
  }
  await act('service_adviser', 'rental', r.id, 'rental_extend', { day_to })
  r.car.days.add(day_to)
  r.to = day_to
  v.books.count('rentals extended')
  yield* until(day_to, 11 * 60)
}

// While his own car is here; it comes back when he fetches that.
export async function lend(v) {
  const today = dayOf(clock.now), car = v.dice.one(v.store.fleet)
  const r = await reserve(v, car, v.car.owner, today, later(today, 1), v.id)
  if (!r) return
  await sign(v, r)
  if (await hand_over(v, r)) v.lent = r
  else {
    await act('service_adviser', 'rental', r.id, 'rental_cancel', { reason: '车还没有还' })
    for (const day of span(r.from, r.to)) car.days.delete(day)
    r.state = 'cancelled'
  }
}

export async function* take_home(v) {
  const r = v.lent
  await bring_back(v, r)
  yield 5
  yield* finish(v, r)
}

const evening = store => async (books, day) => {
  const rows = await all('service_adviser', 'rental')
  books.same(`${day} rentals`, rows.length, books.rentals.length)
  for (const r of books.rentals) {
    const row = rows.find(one => one.id === r.id), late = r.state === 'out' && day > r.to
    books.same(`${day} rental ${r.id}`, [row?.state, row?.held, row?.day_from, row?.day_to, row?.lateness].join(' '),
      [r.state, r.held, r.from, r.to, late ? 'late' : 'in_time'].join(' '))
  }
  for (const row of await report('store_general_manager', 'rental_fleet?day_from=2026-11-01')) {
    const car = store.fleet.find(one => one.id === row.car_id)
    books.same(`${day} income of ${car.id}`, `${row.rent} ${row.other}`, `${car.rent} ${car.other}`)
  }
}
