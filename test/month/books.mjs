// books.mjs - the driver's own books: kept from what people did, never from what the server says of
// it, and compared with the server's balances and reports every evening. Money is fen, quantities
// are thousandths, both BigInt, so that nothing is lost on the way.
import { all, clock, dayOf, report, verify } from './server.mjs'

export const half = (a, b) => (2n * a + b) / (2n * b)           // a ÷ b, halves up; both ≥ 0
// A line: quantity in thousandths, price in millionths of a yuan.
export const amount = (quantity, price) => half(BigInt(quantity) * BigInt(price), 10_000_000n)

const account_of = { cash: '1001', card: '1002', transfer: '1002', wechat: '101201', alipay: '101202' }
const tax_in = total => half(total * 13n, 113n)
const SALES = ['600101', '600102', '600103']

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
    this.ledger = new Map()       // account -> its balance, debit is positive
    this.requests = []            // parts asked for: { line, id, state, quantity }
    this.outside = []             // work sent out: { id, state, cost }
    this.reworks = new Map()      // day -> technician -> times
    this.comes = []               // who hears of a car that has come
    this.leaves = []              // and of a visit that is over
    this.evenings = []            // what else is compared, each (books, day)
    this.failures = []
    this.checks = 0
    this.counts = {}
  }

  count(what, n = 1) { this.counts[what] = (this.counts[what] ?? 0) + n }

  same(what, seen, mine) {
    this.checks++
    if (String(seen) !== String(mine)) this.failures.push(`${what}: the server has ${seen}, the driver ${mine}`)
  }

  // --- the ledger ---
  post(account, fen) { this.ledger.set(account, (this.ledger.get(account) ?? 0n) + fen) }
  #sale(total, cost, rework, sign) {
    for (const [account, fen] of [['1122', total], ['22210102', -tax_in(total)], ['6001', tax_in(total) - total],
      ['640102', cost - rework], ['660101', rework], ['1405', -cost]]) this.post(account, sign * fen)
  }

  // --- parts ---
  part(code) {
    if (!this.parts.has(code)) this.parts.set(code, { on: 0n, value: 0n, reserved: 0n })
    return this.parts.get(code)
  }
  // What is bought is owed to the supplier, with the tax that comes on top.
  receive(code, quantity, price) {
    const part = this.part(code), worth = amount(quantity, price)
    part.on += BigInt(quantity)
    part.value += worth
    this.post('1405', worth)
    this.post('2202', -worth)
    return worth
  }
  input_tax(fen) {
    this.post('22210101', fen)
    this.post('2202', -fen)
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
  settle(number, total, cost = 0n, rework = 0n) {
    this.settlements.set(number, { total, paid: 0n, gone: false, cost, rework })
    this.#sale(total, cost, rework, 1n)
  }
  unsettle(number) {
    const s = this.settlements.get(number)
    s.gone = true
    this.#sale(s.total, s.cost, s.rework, -1n)
  }
  // What the payer need not pay; negative: what he must pay beside.
  allow(number, fen) {
    const s = this.settlements.get(number)
    this.#sale(s.total, 0n, 0n, -1n)
    s.total -= fen
    this.#sale(s.total, 0n, 0n, 1n)
  }
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
    this.post(account_of[method], fen)
    this.post('1122', -fen)
  }
  payBack(number, ms, method, fen) {
    const taken = this.#method(dayOf(ms), method)
    this.settlements.get(number).paid -= fen
    taken.reversals++
    taken.reversed += fen
    this.post(account_of[method], -fen)
    this.post('1122', fen)
  }
  owed() {
    return [...this.settlements.values()].reduce((owed, s) => owed + (s.gone ? 0n : s.total - s.paid), 0n)
  }
  // Money that is no payment: a deposit comes and goes, through the till as payments do.
  deposit(ms, method, fen) {
    const taken = this.#method(dayOf(ms), method)
    if (fen > 0n) taken.payments++
    else taken.reversals++
    if (fen > 0n) taken.received += fen
    else taken.reversed -= fen
    this.post(account_of[method], fen)
    this.post('224101', -fen)
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

  rework(technician) {
    const day = dayOf(clock.now)
    if (!this.reworks.has(day)) this.reworks.set(day, new Map())
    const today = this.reworks.get(day)
    today.set(technician, (today.get(technician) ?? 0) + 1)
    this.count('reworks')
  }

  // A car that comes is expected no longer, and called no more.
  arrives(car) {
    car.here = true
    for (const one of this.comes) one(car)
  }
  deliver(visit) {
    const day = dayOf(clock.now)
    this.delivered.set(day, [...this.delivered.get(day) ?? [], visit.sum])
    for (const one of this.leaves) one(visit)
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
    await this.#reworks(day)
    await this.#ledger(day)
    for (const also of this.evenings) await also(this, day)
  }

  async #stock(day) {
    const rows = await report('storekeeper', 'stock_on_hand')
    const seen = new Map(rows.map(row => [row.code, row]))
    for (const [code, mine] of this.parts) {
      this.same(`${day} ${code} on hand`, seen.get(code)?.on_hand ?? 0, mine.on)
      this.same(`${day} ${code} value`, seen.get(code)?.value ?? 0, mine.value)
      this.same(`${day} ${code} set aside`, seen.get(code)?.reserved ?? 0, mine.reserved)
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

  async #reworks(day) {
    const mine = this.reworks.get(day) ?? new Map()
    const rows = await report('quality_assurance', `rework_counts?day_from=${day}&day_to=${day}`)
    this.same(`${day} technicians with rework`, new Set(rows.map(row => row.technician_id)).size, mine.size)
    for (const [technician, times] of mine)
      this.same(`${day} reworks of ${technician}`, sum(rows.filter(row => row.technician_id === technician), row => row.reworks), times)
  }

  // Every account that the driver has, to the fen, and no other.
  async #ledger(day) {
    const rows = await report('accountant', `trial_balance?month=${day.slice(0, 7).replace('-', '')}`)
    const seen = new Map()
    for (const row of rows) {
      const account = SALES.includes(row.account) ? '6001' : row.account
      seen.set(account, (seen.get(account) ?? 0n) + BigInt(row.closing_debit) - BigInt(row.closing_credit))
    }
    for (const account of new Set([...seen.keys(), ...this.ledger.keys()]))
      this.same(`${day} account ${account}`, seen.get(account) ?? 0n, this.ledger.get(account) ?? 0n)
    this.same(`${day} receivables in the ledger`, this.ledger.get('1122') ?? 0n, this.owed())
    this.same(`${day} debits and credits`, sum(rows, row => row.debit), sum(rows, row => row.credit))
  }
}
