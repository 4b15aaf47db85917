// books.mjs - the driver's own books: kept from what people did, never from what the server says of
// it, and compared with the server's balances and reports every evening. Money is fen, quantities
// are thousandths, both BigInt, so that nothing is lost on the way.
import { all, dayOf, report, verify } from './server.mjs'

export const half = (a, b) => (2n * a + b) / (2n * b)           // a ÷ b, halves up; both ≥ 0
// A line: quantity in thousandths, price in millionths of a yuan.
export const amount = (quantity, price) => half(BigInt(quantity) * BigInt(price), 10_000_000n)

const sum = (rows, of) => rows.reduce((total, row) => total + BigInt(of(row) ?? 0), 0n)

export class Books {
  constructor() {
    this.parts = new Map()        // code -> { on, value }
    this.settlements = new Map()  // number -> { total, paid, gone }
    this.takings = new Map()      // day -> method -> { payments, received, reversals, reversed }
    this.work = new Map()         // day -> milliseconds on the clock
    this.delivered = new Map()    // day -> [order]
    this.appointments = new Map() // id -> { day, state }
    this.running = new Map()      // technician -> assignment
    this.failures = []
    this.checks = 0
    this.counts = {}
  }

  count(what, n = 1) { this.counts[what] = (this.counts[what] ?? 0) + n }

  same(what, seen, mine) {
    this.checks++
    if (String(seen) !== String(mine)) this.failures.push(`${what}: the server has ${seen}, the driver ${mine}`)
  }

  // --- parts ---
  part(code) {
    if (!this.parts.has(code)) this.parts.set(code, { on: 0n, value: 0n })
    return this.parts.get(code)
  }
  receive(code, quantity, price) {
    const part = this.part(code)
    part.on += BigInt(quantity)
    part.value += amount(quantity, price)
  }
  // What leaves takes its share of the value.
  takeOut(code, quantity) {
    const part = this.part(code), n = BigInt(quantity)
    const cost = n === part.on ? part.value : half(part.value * n, part.on)
    part.on -= n
    part.value -= cost
    return cost
  }
  putBack(code, quantity, cost) {
    const part = this.part(code)
    part.on += BigInt(quantity)
    part.value += cost
  }

  // --- money ---
  settle(number, total) { this.settlements.set(number, { total, paid: 0n, gone: false }) }
  unsettle(number) { this.settlements.get(number).gone = true }
  #method(day, method) {
    if (!this.takings.has(day)) this.takings.set(day, new Map())
    const methods = this.takings.get(day)
    if (!methods.has(method)) methods.set(method, { payments: 0, received: 0n, reversals: 0, reversed: 0n })
    return methods.get(method)
  }
  pay(number, ms, method, fen) {
    const taken = this.#method(dayOf(ms), method)
    this.settlements.get(number).paid += fen
    taken.payments++
    taken.received += fen
  }
  payBack(number, ms, method, fen) {
    const taken = this.#method(dayOf(ms), method)
    this.settlements.get(number).paid -= fen
    taken.reversals++
    taken.reversed += fen
  }
  owed() {
    return [...this.settlements.values()].reduce((owed, s) => owed + (s.gone ? 0n : s.total - s.paid), 0n)
  }
  inTills(methods) {
    let total = 0n
    for (const day of this.takings.values())
      for (const [method, taken] of day) if (methods.includes(method)) total += taken.received - taken.reversed
    return total
  }

  // --- the workshop: nobody works on two cars at once ---
  clockOn(technician, job) {
    this.checks++
    if (this.running.has(technician)) this.failures.push(`${technician} works on two cars at once`)
    this.running.set(technician, job)
  }
  clockOff(technician, from, to) {
    this.running.delete(technician)
    this.work.set(dayOf(to), (this.work.get(dayOf(to)) ?? 0) + to - from)
  }

  deliver(ms, order) {
    const day = dayOf(ms)
    this.delivered.set(day, [...this.delivered.get(day) ?? [], order])
  }

  // --- the evening ---
  async evening(day) {
    const { wrong, facts } = await verify()
    this.same(`${day} facts that do not hold, of ${facts}`, wrong, 0)
    await this.#stock(day)
    await this.#money(day)
    await this.#output(day)
    await this.#hours(day)
    await this.#bookings(day)
    await this.#ledger(day)
  }

  async #stock(day) {
    const rows = await report('storekeeper', 'stock_on_hand')
    const seen = new Map(rows.map(row => [row.code, row]))
    for (const [code, mine] of this.parts) {
      this.same(`${day} ${code} on hand`, seen.get(code)?.on_hand ?? 0, mine.on)
      this.same(`${day} ${code} value`, seen.get(code)?.value ?? 0, mine.value)
    }
    this.same(`${day} parts in stock`, rows.filter(row => row.on_hand !== 0 && !this.parts.has(row.code)).length, 0)
  }

  async #money(day) {
    const rows = await report('cashier', `cashier_day?day=${day}`)
    const mine = this.takings.get(day) ?? new Map()
    for (const method of new Set([...rows.map(row => row.method), ...mine.keys()])) {
      const row = rows.find(one => one.method === method) ?? {}
      const own = mine.get(method) ?? { payments: 0, received: 0n, reversals: 0, reversed: 0n }
      for (const field of ['payments', 'received', 'reversals', 'reversed'])
        this.same(`${day} ${method} ${field}`, row[field] ?? 0, own[field])
    }
    const open = await report('accountant', 'receivables')
    this.same(`${day} receivables`, sum(open, row => row.open), this.owed())
    for (const [number, s] of this.settlements)
      if (!s.gone && s.total !== s.paid)
        this.same(`${day} ${number} open`, open.find(row => row.number === number)?.open, s.total - s.paid)
  }

  async #output(day) {
    const rows = await report('store_general_manager', `service_output?day_from=${day}&day_to=${day}`)
    const mine = this.delivered.get(day) ?? []
    this.same(`${day} orders delivered`, sum(rows, row => row.orders), mine.length)
    for (const field of ['labour', 'parts', 'other', 'total', 'cost'])
      this.same(`${day} output, ${field}`, sum(rows, row => row[field]), mine.reduce((n, order) => n + order[field], 0n))
  }

  async #hours(day) {
    const clocked = (await all('workshop_manager', 'work_clock')).filter(row => dayOf(Date.parse(row.ended)) === day)
    this.same(`${day} on the clock`, clocked.reduce((n, row) => n + Date.parse(row.ended) - Date.parse(row.began), 0),
      this.work.get(day) ?? 0)
  }

  async #bookings(day) {
    const rows = await all('customer_service_manager', `appointment?day=${day}`)
    const mine = [...this.appointments].filter(([, one]) => one.day === day)
    this.same(`${day} appointments`, rows.length, mine.length)
    for (const [id, one] of mine)
      this.same(`${day} appointment ${id}`, rows.find(row => row.id === id)?.state, one.state)
    for (const slot of await report('customer_service_manager', `day_load?day=${day}`)) {
      this.checks++
      if (slot.booked > slot.capacity) this.failures.push(`${day} ${slot.time} is booked beyond its capacity`)
    }
  }

  async #ledger(day) {
    const rows = await report('accountant', `trial_balance?month=${day.slice(0, 7).replace('-', '')}`)
    const balance = (...accounts) => sum(rows.filter(row => accounts.includes(row.account)),
      row => row.closing_debit - row.closing_credit)
    this.same(`${day} account 1122`, balance('1122'), this.owed())
    this.same(`${day} account 1405`, balance('1405'), [...this.parts.values()].reduce((n, part) => n + part.value, 0n))
    this.same(`${day} account 1001`, balance('1001'), this.inTills(['cash']))
    this.same(`${day} debits and credits`, sum(rows, row => row.debit), sum(rows, row => row.credit))
  }
}
