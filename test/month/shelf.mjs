// shelf.mjs - parts for an order: set aside when the customer agrees, asked for when they are not there,
// bought, issued, given back.
import { act, all, clock, iso, minuteOf, MINUTE } from './server.mjs'
import { half } from './books.mjs'
import { restock, take_in } from './store.mjs'

const CLOSES = 18 * 60
const owed = line => line.code && line.agreed ? BigInt(line.quantity) - line.issued : 0n
const of_order = (v, code) => v.aside.get(code) ?? 0n
const free = (v, code) => v.books.part(code).on - v.books.part(code).reserved

function set_aside(v, code, n) {
  v.books.part(code).reserved += n
  v.aside.set(code, of_order(v, code) + n)
}

// What the customer has just agreed to: set aside, or asked for as far as it is missing.
export async function aside(v, lines) {
  const wanted = lines.filter(line => line.code && line.agreed)
  for (const line of wanted.sort((a, b) => Number(BigInt(a.part_id) - BigInt(b.part_id)))) {
    const n = BigInt(line.quantity), there = free(v, line.code)
    if (there >= n) {
      set_aside(v, line.code, n)
      continue
    }
    line.request = { line: line.id, state: 'asked', quantity: n - there }
    v.books.requests.push(line.request)
    v.books.count('parts asked for')
  }
  if (!wanted.some(line => line.request)) return
  const rows = await all('buyer', 'purchase_request?state=asked')
  for (const line of wanted.filter(one => one.request))
    line.request.id = rows.find(row => row.line.id === line.id)?.id
}

const owed_of = (v, code) => v.lines.reduce((n, line) => line.code === code ? n + owed(line) : n, 0n)
const missing = v => v.lines.filter(line => owed(line) > 0n && free(v, line.code) + of_order(v, line.code) < owed_of(v, line.code))

export async function issue(v) {
  const { books } = v
  const due = v.lines.filter(line => owed(line) > 0n)
  if (missing(v).length > 0) return false
  if (due.length === 0) return true
  await act('storekeeper', 'repair_order', v.id, 'repair_order_issue')
  for (const line of due) {
    const n = owed(line), mine = of_order(v, line.code) < n ? of_order(v, line.code) : n
    set_aside(v, line.code, -mine)
    line.cost += books.takeOut(line.code, n)
    line.issued += n
    if (line.request?.state === 'asked') line.request.state = 'cancelled'
  }
  books.count('issues')
  return true
}

export async function give_back(v) {
  const { books, dice } = v
  const line = dice.one(v.lines.filter(one => one.issued > 0n))
  if (!line) return
  const n = line.issued >= 2000n ? 1000n : line.issued
  const cost = n === line.issued ? line.cost : half(line.cost * n, line.issued)
  await act('storekeeper', 'repair_order', v.id, 'repair_order_return_part', { line_id: line.id, quantity: Number(n) })
  line.issued -= n
  line.cost -= cost
  books.putBack(line.code, n, cost)
  set_aside(v, line.code, n)
  books.count('returns')
}

// Ordered from a supplier, told later than he said, and here at last.
async function* order(v, line) {
  const { store, books, dice } = v
  const request = line.request
  await act('buyer', 'purchase_request', request.id, 'purchase_request_order', { supplier_id: store.supplier,
    expected_at: iso(clock.now + (60 + dice.below(900)) * MINUTE) })
  request.state = 'ordered'
  yield 45 + dice.below(120)
  if (dice.chance(40)) {
    await act('buyer', 'purchase_request', request.id, 'purchase_request_expect', { reason: '物流晚点',
      expected_at: iso(clock.now + 90 * MINUTE) })
    yield 90
  }
  const price = Math.floor(store.parts.find(one => one.code === line.code).price * 0.66)
  await take_in(store, books, [{ part_id: line.part_id, quantity: Number(request.quantity), price }])
  await act('storekeeper', 'purchase_request', request.id, 'purchase_request_arrive')
  request.state = 'arrived'
  if (free(v, line.code) >= owed(line)) set_aside(v, line.code, owed(line))
  books.count('parts that arrived')
  yield 1
}

export async function* get_parts(v) {
  while (!await issue(v)) {
    const asked = missing(v).find(line => line.request?.state === 'asked' && line.request.id)
    v.books.count('waits for parts')
    if (asked && (v.store.parts.find(part => part.id === asked.part_id).rare || v.dice.chance(50)))
      yield* order(v, asked)
    else {
      yield 30
      if (minuteOf(clock.now) <= CLOSES - 60) await restock(v.store, v.books, 8000)
    }
  }
}

// What the store has on its list of purchases, and what is set aside, is what the driver remembers.
export async function requests_evening(books, day) {
  const rows = await all('buyer', 'purchase_request')
  books.same(`${day} purchase requests`, rows.length, books.requests.length)
  for (const mine of books.requests) {
    const row = rows.find(one => one.line.id === mine.line)
    books.same(`${day} request for line ${mine.line}`, `${row?.state} ${row?.quantity}`, `${mine.state} ${mine.quantity}`)
  }
}
