// pay.mjs - the bill and the money: one payment or several, wrong ones taken back, what stands on credit
// and is paid later; the till from its float in the morning to the count in the evening.
import { act, ask, clock, get, madeOf, post, report } from './server.mjs'
import { must_refuse } from './refuse.mjs'
import { totals } from './lines.mjs'

const methods = ['wechat', 'wechat', 'alipay', 'cash', 'card', 'transfer']
const FLOAT = 50000

// One bill for each who pays: the customer's first, what is left when the insurer has taken his share.
export async function settle(v) {
  const { books } = v, share = v.share ?? 0n
  const answer = await act('settlement_clerk', 'repair_order', v.id, 'repair_order_settle')
  v.done = true
  v.sum = totals(v.lines)
  v.total = v.sum.total - share
  const due = share > 0n ? [v.total, share] : [v.total]
  const bills = []
  for (const { id } of answer.created.filter(one => one.entity === 'settlement'))
    bills.push(await get('settlement_clerk', `settlement/${id}`))
  books.same(`bills of order ${v.id}`, bills.map(s => s.total).join(), due.join())
  bills.forEach((s, n) => books.settle(s.number, due[n], n === 0 ? v.sum.cost : 0n, n === 0 ? v.sum.rework : 0n))
  books.same(`parts on the bills of order ${v.id}`, bills.reduce((n, s) => n + s.parts_total, 0), v.sum.parts)
  Object.assign(v, { settlement: bills[0].id, number: bills[0].number })
  v.insurer = share > 0n ? { settlement: bills[1].id, number: bills[1].number } : null
}

// One payment, which the till has in its shift.
export async function pay(books, bill, method, fen, more = {}) {
  const answer = await act('cashier', 'settlement', bill.settlement, 'payment_receive', { method, amount: Number(fen), ...more })
  return paid(books, bill, madeOf(answer, 'payment'), method, fen)
}

function paid(books, bill, id, method, fen) {
  books.pay(bill.number, clock.now, method, fen)
  books.count('payments')
  const payment = { id, method, fen, shift: books.till.shift }
  books.till.took(payment)
  return payment
}

// Several ways of paying at once.
async function pay_together(books, bill, parts) {
  const answer = await act('cashier', 'settlement', bill.settlement, 'settlement_receive',
    { payments: parts.map(([method, fen]) => ({ method, amount: Number(fen) })) })
  const ids = answer.created.filter(one => one.entity === 'payment').map(one => one.id)
  parts.forEach(([method, fen], n) => paid(books, bill, ids[n], method, fen))
  books.count('combined payments')
}

export async function take_back(books, bill, payment) {
  await act('store_general_manager', 'payment', payment.id, 'payment_reverse', { reason: '刷错方式' })
  books.payBack(bill.number, clock.now, payment.method, payment.fen)
  books.till.gave_back(payment)
  books.count('reversed payments')
}

// The bill was wrong: reopened by the manager, billed once more.
async function go_back(v) {
  await act('store_general_manager', 'repair_order', v.id, 'repair_order_unsettle', { reason: '项目录错' })
  v.books.unsettle(v.number)
  if (v.insurer) v.books.unsettle(v.insurer.number)
  v.books.count('reopened orders')
}

async function twice(v, fen) {
  const key = `pay-${v.id}-${clock.now}`, path = `settlement/${v.settlement}/payment_receive`
  const body = { method: 'card', amount: Number(fen), reference: key }
  const first = await ask('cashier', 'POST', path, body, { 'Idempotency-Key': key })
  const second = await ask('cashier', 'POST', path, body, { 'Idempotency-Key': key })
  v.books.same(`${v.number} paid twice with one key`, [first.status, second.status, second.text === first.text].join(), '200,200,true')
  v.books.count('payments sent twice')
  return paid(v.books, v, madeOf(first.json, 'payment'), 'card', fen)
}

export async function* cash(v) {
  const { books, dice, car } = v
  await settle(v)
  yield 4
  if (v.total === 0n) return
  if (dice.chance(20)) {
    await must_refuse(books, 'service_adviser', `repair_order/${v.id}/repair_order_deliver`, { odometer_out: car.km + 2 }, 'ro_not_paid')
    await must_refuse(books, 'cashier', `settlement/${v.settlement}/payment_receive`,
      { method: 'cash', amount: Number(v.total + 1n) }, 'cash_too_much')
  }
  if (car.fleet && dice.chance(70)) {
    await act('cashier', 'settlement', v.settlement, 'payment_receive', { method: 'credit', amount: Number(v.total) })
    books.count('on credit')
    v.credit = true
    return
  }
  const first = dice.chance(35) && v.total > 2n ? v.total / 3n : v.total
  const method = dice.one(methods)
  let one = dice.chance(10) ? await twice(v, first)
    : await pay(books, v, method, first, method === 'cash' ? { given: Number((first / 10000n + 1n) * 10000n) } : {})
  yield 2
  if (dice.chance(15)) {
    await take_back(books, v, one)
    if (dice.chance(50)) {
      await go_back(v)
      await settle(v)
    }
    one = await pay(books, v, dice.one(methods), first)
  }
  const rest = v.total - books.settlements.get(v.number).paid
  if (rest > 1n && dice.chance(50)) await pay_together(books, v, [['cash', rest / 2n], ['wechat', rest - rest / 2n]])
  else if (rest > 0n) await pay(books, v, dice.one(methods), rest)
}

// Days later, by transfer, at once or in two.
export async function* pay_credit(v) {
  const { books, dice } = v
  yield 24 * 60 * (1 + dice.below(3))
  const half = v.total / 2n
  if (dice.chance(40) && half > 0n) {
    await pay(books, v, 'transfer', half)
    yield 24 * 60
  }
  await pay(books, v, 'transfer', v.total - books.settlements.get(v.number).paid)
  books.count('credit that was paid')
}

// --- the till ---------------------------------------------------------------------------------------

export class Till {
  constructor(books, dice) { Object.assign(this, { books, dice, shift: null, methods: new Map() }) }

  async open() {
    this.shift = (await post('cashier', 'cash_shift', { opening_float: FLOAT })).id
    this.methods = new Map([['cash', { payments: 0, received: 0n, reversals: 0, reversed: 0n }]])
    await must_refuse(this.books, 'cashier', 'cash_shift', { opening_float: 0 }, 'cash_shift_runs')
  }

  #of(method) {
    if (!this.methods.has(method)) this.methods.set(method, { payments: 0, received: 0n, reversals: 0, reversed: 0n })
    return this.methods.get(method)
  }
  took({ method, fen }) {
    this.#of(method).payments++
    this.#of(method).received += fen
  }
  // What another shift took is no matter of this one, unless its own cashier pays it back.
  gave_back({ method, fen, shift }) {
    if (shift !== this.shift) return
    this.#of(method).reversals++
    this.#of(method).reversed += fen
  }

  async close(day) {
    const { books, dice } = this
    const rows = await report('cashier', `cash_shift_takings?shift_id=${this.shift}`)
    books.same(`${day} methods in the till`, rows.map(row => row.method).sort(), [...this.methods.keys()].sort())
    const lines = [], off = dice.chance(40) ? dice.below(2000) - 1000 : 0
    let expected = 0n
    for (const [method, mine] of this.methods) {
      const row = rows.find(one => one.method === method) ?? {}, due = mine.received - mine.reversed + (method === 'cash' ? BigInt(FLOAT) : 0n)
      for (const field of ['payments', 'received', 'reversals', 'reversed'])
        books.same(`${day} till ${method} ${field}`, row[field], mine[field])
      books.same(`${day} till ${method} expected`, row.expected, due)
      expected += due
      lines.push({ method, counted: Number(due) + (method === 'cash' ? off : 0) })
    }
    const path = `cash_shift/${this.shift}/cash_shift_close`
    if (off !== 0) await must_refuse(books, 'cashier', path, { lines }, 'invalid')
    await act('cashier', 'cash_shift', this.shift, 'cash_shift_close', { lines, ...off ? { note: '找零有误' } : {} })
    const closed = await get('cashier', `cash_shift/${this.shift}`)
    books.same(`${day} till`, `${closed.state} ${closed.expected} ${closed.difference}`, `closed ${expected} ${off}`)
    await must_refuse(books, 'cashier', path, { lines }, 'state')
    this.shift = null
    if (off !== 0) books.count('tills that differed')
  }
}
