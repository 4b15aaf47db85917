// shop.mjs - the car in the workshop: who works on it and on what, what is found on the way, what is
// sent out, what the inspector thinks of it.
import { act, all, clock, get, iso, madeOf, minuteOf, MINUTE } from './server.mjs'
import { learn, lines_found } from './lines.mjs'
import { get_parts, give_back, issue } from './shelf.mjs'
import { must_refuse } from './refuse.mjs'

const CLOSES = 18 * 60
// Nothing is begun that would not be done by closing time.
const late = () => minuteOf(clock.now) > CLOSES - 150

async function on(v, tech, job, command) {
  await act(tech.user, 'assignment', job.id, command)
  v.books.clockOn(tech.user, job.id)
  job.from = clock.now
  job.begun = true
}

async function off(v, tech, job, command, body) {
  await act(tech.user, 'assignment', job.id, command, body)
  v.books.clockOff(tech.user, job.from, clock.now)
}

const begin = (v, tech, job) => on(v, tech, job, job.begun ? 'assignment_resume' : 'assignment_start')
const finish = (v, tech, job) => off(v, tech, job, 'assignment_finish', { self_checked: true })

async function* work(v, tech, job) {
  const { books, dice } = v
  const minutes = 15 + dice.below(50)
  await begin(v, tech, job)
  if (dice.chance(35)) {
    yield Math.ceil(minutes / 2)
    await off(v, tech, job, 'assignment_pause', { reason: dice.one(['parts', 'approval', 'technical', 'equipment']) })
    books.count('stoppages')
    yield 10
    await begin(v, tech, job)
  }
  yield minutes
  await finish(v, tech, job)
}

// What comes to light during the job is asked for by link, line by line; its labour is a job of its own.
async function* more_work(v, tech, job) {
  const { dice, books } = v
  await begin(v, tech, job)
  yield 12
  await off(v, tech, job, 'assignment_pause', { reason: 'approval' })
  const asked = lines_found(v.store, dice)
  await act('service_adviser', 'repair_order', v.id, 'repair_order_add_lines', { lines: asked })
  await learn(v, asked)
  const mine = v.lines.slice(-asked.length)
  await must_refuse(books, 'settlement_clerk', `repair_order/${v.id}/repair_order_settle`, {}, 'state')
  yield* v.agree(true)
  books.count('orders with additional work')
  if (!mine[0].agreed) {
    yield* get_parts(v)
    yield* work(v, tech, job)
    return
  }
  const extra = await dispatch(v, tech, v.jobs[0].bay, mine[0])
  yield 2
  await begin(v, tech, job)
  await must_refuse(books, tech.user, `assignment/${extra.id}/assignment_start`, {}, 'as_busy')
  yield 10 + dice.below(20)
  await finish(v, tech, job)
  yield* get_parts(v)
  yield* work(v, tech, extra)
}

async function dispatch(v, tech, bay, line) {
  const answer = await act('workshop_supervisor', 'repair_order', v.id, 'repair_order_dispatch',
    { technician_id: tech.id, bay_id: bay, ...line ? { line_id: line.id } : {} })
  const job = { id: madeOf(answer, 'assignment'), tech, bay }
  v.jobs.push(job)
  return job
}

// --- outside work ----------------------------------------------------------------------------------

async function* send_out(v) {
  const { store, books, dice } = v
  const line = v.lines.find(one => one.kind === 'processing' && one.agreed && !one.outside)
  if (!line) return
  const asked = 9000 + dice.below(6000)
  const answer = await act('workshop_supervisor', 'repair_order', v.id, 'repair_order_outside',
    { line_id: line.id, supplier_id: store.works, asked_cost: asked, due_at: iso(clock.now + 180 * MINUTE) })
  const job = line.outside = { id: madeOf(answer, 'outside_job'), state: 'asked', cost: 0n, account: line.free ? '660101' : '640101' }
  books.outside.push(job)
  yield 10
  await act('workshop_supervisor', 'outside_job', job.id, 'outside_job_send')
  job.state = 'sent'
}

async function back(v, job, cost) {
  await act('workshop_supervisor', 'outside_job', job.id, 'outside_job_return', { cost: Number(cost), note: '合格' })
  v.books.post(job.account, cost)
  v.books.post('2202', -cost)
  Object.assign(job, { state: 'returned', cost })
}

async function* take_back(v) {
  const { books, dice } = v
  const line = v.lines.find(one => one.outside?.state === 'sent')
  if (!line) return
  const job = line.outside
  await must_refuse(books, 'quality_assurance', `repair_order/${v.id}/repair_order_inspect`, { passed: true }, 'outside_away')
  yield 20
  await back(v, job, 8000n + BigInt(dice.below(9000)))
  if (dice.chance(30)) {
    yield 3
    await act('store_general_manager', 'outside_job', job.id, 'outside_job_reverse', { reason: '金额记错' })
    books.post(job.account, -job.cost)
    books.post('2202', job.cost)
    Object.assign(job, { state: 'sent', cost: 0n })
    await back(v, job, 8000n + BigInt(dice.below(9000)))
    books.count('outside work reversed')
  }
  books.count('outside work')
}

export async function outside_evening(books, day) {
  const rows = await all('workshop_supervisor', 'outside_job')
  books.same(`${day} outside jobs`, rows.length, books.outside.length)
  for (const mine of books.outside) {
    const row = rows.find(one => one.id === mine.id)
    books.same(`${day} outside job ${mine.id}`, `${row?.state} ${row?.cost}`, `${mine.state} ${mine.cost}`)
  }
}

// --- from the dispatch to the inspection --------------------------------------------------------------

const idle = (v, skilled) => v.store.technicians.find(one => one.free && (!skilled || one.skilled))

async function* first_technician(v, skilled) {
  for (;;) {
    const tech = late() ? undefined : idle(v, skilled)
    if (tech) {
      tech.free = false
      return tech
    }
    yield 10
  }
}

// What nobody was given yet keeps the car in the workshop; the customer may still think better of it.
async function* one_by_one(v, tech, bay, labour) {
  const { books, dice } = v
  const stands = async where => books.same(`order ${v.id} stands`, (await get('workshop_supervisor', `repair_order/${v.id}`)).workshop, where)
  for (const [n, line] of labour.entries()) {
    if (n > 0) {
      await stands('waiting')
      await must_refuse(books, 'quality_assurance', `repair_order/${v.id}/repair_order_inspect`, { passed: true }, 'state')
    }
    if (n > 0 && dice.chance(25) && !v.free && !v.share) {
      await act('service_adviser', 'repair_order', v.id, 'repair_order_drop_line', { line_id: line.id, reason: '下次再做' })
      line.agreed = false
      for (const one of line.group ?? []) one.amount = one.alone
      books.count('lines that were dropped')
      continue
    }
    const job = await dispatch(v, tech, bay, line)
    yield 2
    yield* get_parts(v)
    yield* work(v, tech, job)
    yield 3
  }
  await stands('inspection')
  books.count('orders done job by job')
}

// One technician does it all, or two do a job each.
async function* jobs(v, tech, bay, labour) {
  const { dice } = v
  const shared = labour.length > 1 && !(v.on_lift && dice.chance(70)), other = shared && dice.chance(50) ? idle(v, true) : undefined
  if (!other && shared && dice.chance(40)) return yield* one_by_one(v, tech, bay, labour)
  if (!other) {
    const job = await dispatch(v, tech, bay)
    yield 3
    yield* get_parts(v)
    if (dice.chance(12)) {
      await give_back(v)
      await issue(v)
    }
    if (v.on_lift && dice.chance(80)) {
      yield* v.on_lift(v, tech, job, { begin, finish })
      yield* get_parts(v)
    } else
      yield* dice.chance(30) && !v.free ? more_work(v, tech, job) : work(v, tech, job)
    return
  }
  other.free = false
  const mine = []
  for (const [n, line] of labour.entries()) mine.push(await dispatch(v, n === 0 ? tech : other, bay, line))
  yield 2
  yield* get_parts(v)
  await begin(v, tech, mine[0])
  await begin(v, other, mine[1])
  yield 15 + dice.below(30)
  await finish(v, other, mine[1])
  for (const job of mine.slice(2)) yield* work(v, other, job)
  other.free = true
  yield 5
  await finish(v, tech, mine[0])
  v.books.count('orders with two technicians')
}

async function* inspect(v, tech) {
  const { dice, books } = v
  while (dice.chance(12)) {
    yield 5
    const job = dice.one(v.jobs.filter(one => one.tech === tech))
    await act('quality_assurance', 'repair_order', v.id, 'repair_order_inspect', { passed: false, note: '渗油',
      cause: 'work', technician_id: tech.id })
    books.rework(tech.id)
    yield* work(v, tech, job)
  }
  yield 5
  await act('quality_assurance', 'repair_order', v.id, 'repair_order_inspect', { passed: true })
}

export async function* workshop(v) {
  const { store, books, dice } = v
  const labour = v.lines.filter(line => line.kind === 'labour' && line.agreed)
  const skilled = labour.some(line => line.skilled)
  yield* send_out(v)
  const tech = yield* first_technician(v, skilled)
  const bay = store.bays.find(id => !store.taken.has(id))
  store.taken.add(bay)
  if (skilled)
    await must_refuse(books, 'workshop_supervisor', `repair_order/${v.id}/repair_order_dispatch`,
      { technician_id: store.technicians.find(one => !one.skilled).id }, 'worker_unable')
  yield* jobs(v, tech, bay, labour)
  yield* take_back(v)
  yield* inspect(v, tech)
  tech.free = true
  store.taken.delete(bay)
  if ((await get('washer', `repair_order/${v.id}`)).workshop === 'wash') {
    yield 15
    await act('washer', 'repair_order', v.id, 'repair_order_wash')
  }
}
