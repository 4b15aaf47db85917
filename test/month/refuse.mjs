// refuse.mjs - what the server must refuse, tried at moments that nobody has chosen.
import { ask, clock, get } from './server.mjs'

// Refused, for this reason, and in words.
export async function must_refuse(books, who, path, body, code, { method = 'POST', headers } = {}) {
  const answer = await ask(who, method, path, body, headers)
  books.same(`${who} ${path} ${JSON.stringify(body)}`, answer.json?.code ?? answer.status, code)
  books.same(`${code} says what to do`, (answer.json?.detail ?? '').length > 5, true)
  books.count('refusals')
}

const of_order = {
  // Somebody has changed the order since.
  async stale(v) {
    const row = await get('service_adviser', `repair_order/${v.id}`)
    const path = `repair_order/${v.id}`, body = { fuel: 400000 }
    await must_refuse(v.books, 'service_adviser', path, body, 'stale',
      { method: 'PATCH', headers: { 'If-Match': `"${row.version - 1}"` } })
    await must_refuse(v.books, 'service_adviser', path, body, 'need_version', { method: 'PATCH' })
    const answer = await ask('service_adviser', 'PATCH', path, { fuel: row.fuel === 500000 ? 450000 : 500000 },
      { 'If-Match': `"${row.version}"` })
    v.books.same(`order ${v.id} is edited`, answer.status, 200)
    v.books.same(`order ${v.id} has the next version`, answer.json.version, row.version + 1)
  },
  // Twice the same: done once; the same key for something else: not at all.
  async again(v) {
    const path = `repair_order/${v.id}/repair_order_tell`, key = `tell-${v.id}-${clock.now}`
    const body = { topic: 'progress', what: '进度正常', means: 'phone' }
    const told = async () => (await get('service_adviser', `told_record?repair_order_id=${v.id}`)).rows.length
    const before = await told()
    const first = await ask('service_adviser', 'POST', path, body, { 'Idempotency-Key': key })
    const second = await ask('service_adviser', 'POST', path, body, { 'Idempotency-Key': key })
    v.books.same(`${path}`, first.status, 200)
    v.books.same(`${path} again`, [second.status, second.headers['idempotent-replay'], second.text === first.text].join(),
      '200,true,true')
    v.books.same(`order ${v.id}: told once`, await told(), before + 1)
    await must_refuse(v.books, 'service_adviser', path, { ...body, what: '别的' }, 'idempotency', { headers: { 'Idempotency-Key': key } })
  },
  async stranger(v) {
    await must_refuse(v.books, 'technician', `repair_order/${v.id}/repair_order_settle`, {}, 'forbidden')
    await must_refuse(v.books, 'service_adviser@S2', `repair_order/${v.id}/repair_order_estimate`, {}, 'not_found')
  },
  async second_order(v) {
    await must_refuse(v.books, 'service_adviser', 'repair_order', { vehicle_id: v.car.id, nature: 'repair', category: 'minor',
      odometer_in: v.car.km, promised_at: new Date(clock.now + 3600e3).toISOString() }, 'ro_open_already')
  },
  async deliver(v) {
    await must_refuse(v.books, 'service_adviser', `repair_order/${v.id}/repair_order_deliver`, { odometer_out: v.car.km }, 'state')
  },
  async not_his(v) {
    const job = v.jobs.at(-1), other = v.store.technicians.find(one => one !== job?.tech)
    if (job && !v.done) {
      const row = await get('workshop_supervisor', `assignment/${job.id}`)
      const command = row.state === 'assigned' ? 'assignment_start' : 'assignment_finish'
      if (row.state !== 'finished')
        await must_refuse(v.books, other.user, `assignment/${job.id}/${command}`, command === 'assignment_start' ? {} : { self_checked: true },
          'as_not_mine')
    }
  },
  async too_many(v) {
    const line = v.lines.find(one => one.code && one.agreed && one.issued === BigInt(one.quantity))
    if (line && !v.done)
      await must_refuse(v.books, 'storekeeper', `repair_order/${v.id}/repair_order_return_part`,
        { line_id: line.id, quantity: line.quantity + 1 }, 'invalid')
  },
}

// Any of them, as long as the order is in the store and not settled.
export async function nuisance(v) {
  if (v.id && !v.done) await of_order[v.dice.one(Object.keys(of_order))](v)
}
