// accident.mjs - an accident car: reported, surveyed, assessed, agreed by the insurer line by line, the
// difference decided on by the customer; two bills; the claim, and the insurer's money days later.
import { act, all, clock, dayOf, iso, madeOf, post, report, MINUTE } from './server.mjs'
import { compare } from './lines.mjs'
import { pay } from './pay.mjs'
import { must_refuse } from './refuse.mjs'
import { take_home } from './rental.mjs'
import { aside } from './shelf.mjs'
import { leave, repair, Visit } from './visit.mjs'

const classes = { replace: 'part', labour: 'labour', repair: 'labour', paint: 'labour', other: 'other' }
const receiver = 'insurance_receiver', supervisor = 'insurance_supervisor'
const sum = (lines, of) => lines.reduce((n, line) => n + of(line), 0n)

function asked_for(store, dice) {
  const bumper = store.parts.find(part => part.code === 'BMP-F')
  const lines = [{ kind: 'labour', title: '拆装前杠', quantity: 2000, asked: 30000 + dice.below(9000) },
    { kind: 'replace', part_id: bumper.id, quantity: 1000, asked: 118000 },
    { kind: 'paint', title: '前杠喷漆', quantity: 3000, asked: 40000 + dice.below(30000) }]
  if (dice.chance(50)) lines.push({ kind: 'repair', title: '左前叶整形', quantity: 2500, asked: 35001 + dice.below(9000) })
  if (dice.chance(30)) lines.push({ kind: 'other', title: '拖车费', quantity: 1000, asked: 30000 })
  if (dice.chance(30)) lines.push({ kind: 'paint', title: '全车喷漆', quantity: 8000, asked: 320000 })
  if (dice.chance(40)) lines.push({ kind: 'salvage', title: '旧保险杠', quantity: 1000, asked: 3000 })
  return lines
}

async function* reported(v) {
  const { store, books, dice, car } = v, today = dayOf(clock.now)
  const body = { vehicle_id: car.id, insurer_id: store.insurer, report_no: `RPT${clock.now}`, kind: 'collision', accident_on: today }
  const { id } = await post(receiver, 'accident_case', body)
  v.case = { id, state: 'reported', due: 0n, paid: 0n, written: 0n, charged: 0n }
  books.cases.push(v.case)
  books.count('accident cases')
  await must_refuse(books, receiver, 'accident_case', body, 'accident_report_twice')
  yield 30 + dice.below(60)
  await act(receiver, 'accident_case', id, 'accident_case_survey', { surveyor: '李工', survey: '前部受损' })
  v.case.state = 'surveyed'
  yield 20
  car.km += 100
  const answer = await act(receiver, 'accident_case', id, 'accident_case_take_in', { odometer_in: car.km,
    promised_at: iso(clock.now + 2 * 24 * 60 * MINUTE), wish: '事故' })
  v.id = madeOf(answer, 'repair_order')
  books.arrives(car)
  books.count('orders')
}

// Sent to the insurer, who may say no to the whole; from 5000 yuan on by the supervisor's leave.
async function* assessed(v) {
  const { books, dice } = v, asked = asked_for(v.store, dice), id = v.case.id
  const total = sum(asked.filter(line => line.kind !== 'salvage'), line => BigInt(line.asked))
  let loss = madeOf(await act(receiver, 'accident_case', id, 'accident_case_assess', { lines: asked }), 'loss_assessment')
  v.case.state = 'assessing'
  for (let again = dice.chance(25); ; again = false) {
    yield 10
    await act(receiver, 'loss_assessment', loss, 'loss_assessment_send')
    if (total >= 500000n) {
      await must_refuse(books, receiver, `loss_assessment/${loss}/loss_assessment_approve`, {}, 'forbidden')
      await act(supervisor, 'loss_assessment', loss, 'loss_assessment_approve')
      books.count('assessments that the supervisor approved')
    }
    yield 60
    if (!again) break
    await act(receiver, 'loss_assessment', loss, 'loss_assessment_reject', { refused_by: 'insurer', reason: '工时太高' })
    loss = madeOf(await act(receiver, 'accident_case', id, 'accident_case_assess'), 'loss_assessment')
  }
  const rows = await all(receiver, `loss_line?assessment_id=${loss}&sort=id`)
  return { loss, lines: asked.map((line, n) => ({ ...line, id: rows[n].id, asked: BigInt(line.asked), agreed: BigInt(line.asked) })) }
}

// The insurer takes something off some lines; the customer pays it, the store gives way, or it is left.
async function* agreed(v, { loss, lines }) {
  const { books, dice } = v
  for (const line of lines)
    if (line.kind !== 'salvage' && dice.chance(40)) line.agreed -= BigInt(1 + dice.below(Number(line.asked / 4n)))
  const less = lines.filter(line => line.agreed < line.asked)
  const off = v.share === undefined ? 20000n * BigInt(dice.below(2)) : 0n
  await act(receiver, 'loss_assessment', loss, 'loss_assessment_answer', { assessor: '张核', deductible: Number(off),
    lines: less.map(line => ({ line_id: line.id, agreed: Number(line.agreed) })) })
  yield 30
  for (const line of less) line.decision = line === lines[0] ? 'pay' : dice.one(['pay', 'waive', 'drop'])
  const kept = lines.filter(line => line.kind !== 'salvage' && line.decision !== 'drop')
  for (const line of kept) line.price = line.decision === 'waive' ? line.agreed : line.asked
  const salvage = sum(lines.filter(line => line.kind === 'salvage'), line => line.asked)
  const due = sum(kept, line => line.agreed) - salvage - off, self_pay = sum(kept, line => line.price) - due
  const body = { signer: '客户', self_pay: Number(self_pay), lines: less.map(line => ({ line_id: line.id, decision: line.decision })) }
  await must_refuse(books, receiver, `loss_assessment/${loss}/loss_assessment_confirm`, { ...body, self_pay: Number(self_pay) + 1 },
    'loss_self_pay')
  await act(receiver, 'loss_assessment', loss, 'loss_assessment_confirm', body)
  v.share = (v.share ?? 0n) + due
  Object.assign(v.case, { state: 'repair', due: v.share })
  await into_order(v, kept)
}

async function into_order(v, kept) {
  const before = v.lines.length
  await compare(v, kept.map(line => ({ kind: classes[line.kind], title: line.title, quantity: line.quantity, amount: line.price,
    code: v.store.parts.find(part => part.id === line.part_id)?.code, part_id: line.part_id, agreed: true, issued: 0n, cost: 0n,
    price: (line.price * 10_000_000n + BigInt(line.quantity) / 2n) / BigInt(line.quantity) })))
  await aside(v, v.lines.slice(before))
}

// More is found on the lift: the clock of the job stops by itself, and goes on when the customer has agreed.
async function* supplement(v, tech, job, { begin, finish }) {
  const { books, dice, store } = v, lamp = store.parts.find(part => part.code === 'LMP-L')
  await begin(v, tech, job)
  yield 15
  const asked = [{ kind: 'labour', title: '拆装大灯', quantity: 1000, asked: 12000 + dice.below(3000) },
    { kind: 'replace', part_id: lamp.id, quantity: 1000, asked: 150000 }]
  const answer = await act(receiver, 'accident_case', v.case.id, 'accident_case_supplement', { lines: asked })
  books.clockOff(tech.user, job.from, clock.now)
  v.case.state = 'supplement'
  const loss = madeOf(answer, 'loss_assessment'), rows = await all(receiver, `loss_line?assessment_id=${loss}&sort=id`)
  yield 20
  await act(receiver, 'loss_assessment', loss, 'loss_assessment_send')
  yield 40
  yield* agreed(v, { loss, lines: asked.map((line, n) => ({ ...line, id: rows[n].id, asked: BigInt(line.asked), agreed: BigInt(line.asked) })) })
  books.clockOn(tech.user, job.id)
  job.from = clock.now
  books.count('supplements')
  yield 20
  await finish(v, tech, job)
}

async function* claimed(v) {
  const { books, dice } = v, { id } = v.case, path = `accident_case/${id}/accident_case_submit`, body = { claim_no: `CLM${id}` }
  await must_refuse(books, receiver, path, body, 'claim_papers')
  for (const paper of await all(receiver, `claim_paper?case_id=${id}`))
    await act(receiver, 'claim_paper', paper.id, ...paper.kind === 'police' ? ['claim_paper_waive', { note: '快处快赔' }] : ['claim_paper_receive'])
  await act(receiver, 'accident_case', id, 'accident_case_submit', body)
  v.case.state = 'claimed'
  yield 24 * 60 * (1 + dice.below(3))
  const short = dice.chance(50) ? BigInt(1 + dice.below(9000)) : 0n
  await pay(books, v.insurer, 'transfer', v.share - short)
  v.case.paid = v.share - short
  yield 5
  if (short > 0n) yield* came_short(v, short)
  v.case.state = 'closed'
  books.count('claims that were paid')
}

async function* came_short(v, short) {
  const { books, dice } = v, { id } = v.case
  await must_refuse(books, supervisor, `accident_case/${id}/accident_case_write_off`, { reason: '小额' }, 'forbidden')
  books.allow(v.insurer.number, short)
  if (dice.chance(50)) {
    await act('store_general_manager', 'accident_case', id, 'accident_case_write_off', { reason: '店总批准' })
    v.case.written = short
    books.count('shortfalls written off')
    return
  }
  await act(supervisor, 'accident_case', id, 'accident_case_charge', { reason: '客户承担' })
  books.allow(v.number, -short)
  Object.assign(v.case, { charged: short, state: 'closed' })
  books.count('shortfalls charged')
  yield 24 * 60
  await pay(books, v, 'wechat', short)
}

async function* stages(v) {
  yield* reported(v)
  yield 15
  yield* agreed(v, yield* assessed(v))
  yield 5
  yield* repair(v)
  v.case.state = 'completed'
  await must_refuse(v.books, 'service_adviser', `repair_order/${v.id}/repair_order_deliver`, { odometer_out: v.car.km + 2 }, 'ro_not_paid')
  await act('cashier', 'settlement', v.insurer.settlement, 'payment_receive', { method: 'credit', amount: Number(v.share) })
  yield 5
  await leave(v)
  if (v.lent) yield* take_home(v)
  yield 120
  yield* claimed(v)
}

export async function* accident(store, books, dice) {
  const car = store.cars.find(one => !one.here && !one.booked && !one.fleet && !one.last)
  if (!car) return
  car.here = true
  const v = new Visit(store, books, dice, car)
  v.on_lift = supplement
  yield* v.run(stages(v))
}

export async function cases_evening(books, day) {
  const rows = await all(receiver, 'accident_case'), open = new Map()
  books.same(`${day} accident cases`, rows.length, books.cases.length)
  for (const mine of books.cases) {
    const row = rows.find(one => one.id === mine.id)
    books.same(`${day} case ${row?.number}`, [row?.state, row?.due, row?.paid, row?.written_off, row?.charged].join(' '),
      [mine.state, mine.due, mine.paid, mine.written, mine.charged].join(' '))
    if (mine.state === 'closed') continue
    const of = open.get(mine.state) ?? { cases: 0, open: 0n }
    open.set(mine.state, { cases: of.cases + 1, open: of.open + mine.due - mine.paid - mine.written - mine.charged })
  }
  const report_rows = await report(receiver, 'accident_open')
  books.same(`${day} stages with open cases`, report_rows.map(row => row.state).sort(), [...open.keys()].sort())
  for (const row of report_rows)
    books.same(`${day} open cases, ${row.state}`, `${row.cases} ${row.open}`, `${open.get(row.state)?.cases} ${open.get(row.state)?.open}`)
}
