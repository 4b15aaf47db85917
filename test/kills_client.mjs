// kills_client.mjs - a server on a copy of a small chain, and clients that take cars through whole
// visits, each noting what was acknowledged and the one request that was not answered.
import { spawn, execFileSync } from 'node:child_process'
import { randomUUID, randomBytes } from 'node:crypto'
import http from 'node:http'

export const posts = ['parts_manager', 'receptionist', 'storekeeper', 'service_adviser',
  'workshop_supervisor', 'technician', 'quality_assurance', 'washer', 'settlement_clerk', 'cashier']
export const sleep = ms => new Promise(done => setTimeout(done, ms))
export class Gone extends Error {}          // the server died before it answered
export class Refused extends Error {
  constructor(answer) { super(`${answer.status} ${JSON.stringify(answer.body)}`); this.answer = answer }
}

export class Server {
  constructor(binary, place, limit) { this.binary = binary; this.place = place; this.limit = limit }
  start() {
    const serve = ['serve', ...this.place, '--listen', '127.0.0.1:0', '--log', 'none']
    // a limit of file size in KiB is the shell's to set; its signal is ignored, so that writing fails
    const [command, args] = this.limit === undefined ? [this.binary, serve]
      : ['bash', ['-c', `trap "" XFSZ; ulimit -S -f ${this.limit}; exec "$@"`, '-', this.binary, ...serve]]
    this.child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    this.agent = new http.Agent({ keepAlive: true })
    this.said = ''
    this.ended = new Promise(done => this.child.once('exit', (code, signal) => done(signal ?? code)))
    return new Promise((ready, failed) => {
      this.child.stderr.on('data', text => {
        this.said = (this.said + text).slice(-4000)
        const port = /\(port (\d+)\)/.exec(this.said)
        if (port) { this.port = Number(port[1]); ready() }
      })
      this.ended.then(how => failed(new Error(`the server ended: ${how} ${this.said}`)))
    })
  }
  async stop(signal) {
    this.child.kill(signal)
    this.agent.destroy()
    return this.ended
  }
  send(method, path, headers, bytes) {
    return new Promise((done, failed) => {
      const gone = why => failed(new Gone(String(why)))
      const req = http.request({ port: this.port, host: '127.0.0.1', agent: this.agent, method, path,
        headers: { 'Accept-Language': 'en', ...headers } }, res => {
        const parts = []
        res.on('data', part => parts.push(part))
        res.on('aborted', () => gone('aborted'))
        res.on('error', gone)
        res.on('end', () => {
          const whole = Buffer.concat(parts)
          const json = /json/.test(res.headers['content-type'] ?? '')
          done({ status: res.statusCode, headers: res.headers, whole,
            body: json && whole.length ? JSON.parse(whole) : null })
        })
      })
      req.on('error', gone)
      req.end(bytes)
    })
  }
}

export function workbay(binary, ...args) {
  return execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

// Sessions are rows: those of the chain that is copied hold in every copy.
export async function logIn(server, post) {
  const a = await server.send('POST', '/api/session', { 'Content-Type': 'application/json' },
    JSON.stringify({ user: `${post}@NS01`, password: 'demo' }))
  if (a.status !== 200) throw new Refused(a)
  return { Cookie: a.headers['set-cookie'][0].split(';')[0], 'X-CSRF-Token': a.body.csrf }
}

// The technician does one job at a time. When the server died on it, nobody's turn comes any more.
export class Turn {
  constructor() { this.last = Promise.resolve(); this.over = false }
  async use(work) {
    const before = this.last
    let give
    this.last = new Promise(done => { give = done })
    await before
    try {
      if (this.over) throw new Gone('over')
      await work()
    } catch (why) {
      this.over = why instanceof Gone
      throw why
    } finally { give() }
  }
}

export class Client {
  constructor(world, n) {
    Object.assign(this, { world, n, acked: [], files: [], pending: null, visits: 0 })
  }
  get(post, path) { return this.world.server.send('GET', path, this.world.sessions[post]) }
  async seen(post, path) {
    const a = await this.get(post, path)
    if (a.status !== 200) throw new Refused(a)
    return a.body
  }

  // One request: acknowledged, or refused, or (pending) nobody knows. `until` codes pass by themselves.
  async ask(request, until = []) {
    for (;;) {
      this.pending = request
      const a = await this.world.server.send(request.method ?? 'POST', request.path, request.headers,
        request.bytes)
      this.pending = null
      if (a.status === 200 || a.status === 201) return a
      if (!until.includes(a.body?.code)) throw new Refused(a)
      await sleep(5)
    }
  }
  request(post, path, body) {
    return { post, path, body, headers: { ...this.world.sessions[post],
      'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }, bytes: JSON.stringify(body) }
  }
  ack(command, entity, row) { this.acked.push({ command, entity, id: row.id, version: row.version }) }

  async create(post, entity, command, body) {
    const request = { ...this.request(post, `/api/${entity}`, body), entity, command }
    const row = (await this.ask(request)).body
    this.ack(command, entity, row)
    return row
  }
  async run(post, entity, id, command, body = {}, until = []) {
    const request = { ...this.request(post, `/api/${entity}/${id}/${command}`, body), entity, id, command }
    const row = (await this.ask(request, until)).body
    this.ack(command, entity, row)
    return row
  }
  async patch(post, entity, row, command, body) {
    const request = { ...this.request(post, `/api/${entity}/${row.id}`, body), method: 'PATCH', entity,
      id: row.id, command, before: row.version }
    request.headers['If-Match'] = `"${row.version}"`
    delete request.headers['Idempotency-Key']
    const now = (await this.ask(request)).body
    this.ack(command, entity, now)
    return now
  }
  async upload() {
    const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(5000)])
    const row = (await this.ask({ path: '/api/file', upload: true, bytes, headers: {
      ...this.world.sessions.service_adviser, 'Content-Type': 'image/png', 'X-File-Name': 'car.png' } })).body
    this.files.push({ id: row.id, bytes })
  }

  async visit() {
    const mark = `${this.n}${String(this.world.plates++).padStart(4, '0')}`
    const party = await this.create('receptionist', 'party', 'party_create',
      { name: `客户${randomBytes(6).toString('hex')}`, kind: 'person', phone: `138000${mark}` })
    await this.patch('receptionist', 'party', party, 'party_edit', { phone: `139000${mark}` })
    const car = await this.create('receptionist', 'vehicle', 'vehicle_create',
      { plate: `粤B${mark}`, owner_id: party.id })
    await this.upload()
    const promised = new Date(Date.now() + 7200000).toISOString()
    const ro = await this.create('service_adviser', 'repair_order', 'repair_order_open', { vehicle_id: car.id,
      nature: 'maintenance', category: 'first', odometer_in: 1000, promised_at: promised, wash: true,
      lines: [{ kind: 'labour', title: '保养', quantity: 500, price: 120000000 },
        { kind: 'part', part_id: this.world.part, quantity: 1000 }] })
    const order = (post, command, body, until) =>
      this.run(post, 'repair_order', ro.id, command, body, until)
    const { total } = await order('service_adviser', 'repair_order_estimate')
    await order('service_adviser', 'repair_order_approve', { total })
    await order('workshop_supervisor', 'repair_order_dispatch', { technician_id: this.world.technician })
    await order('storekeeper', 'repair_order_issue')
    const jobs = await this.seen('workshop_supervisor', `/api/assignment?repair_order_id=${ro.id}`)
    const { id } = jobs.rows[0]
    await this.world.bay.use(async () => {
      await this.run('technician', 'assignment', id, 'assignment_start')
      await this.run('technician', 'assignment', id, 'assignment_finish', { self_checked: true })
    })
    await order('quality_assurance', 'repair_order_inspect', { passed: true })
    await order('washer', 'repair_order_wash')
    const { settlement_id } = await order('settlement_clerk', 'repair_order_settle')
    await this.run('cashier', 'settlement', settlement_id, 'payment_receive', { method: 'wechat', amount: total })
    await order('service_adviser', 'repair_order_deliver', { odometer_out: 1001 }, ['ro_not_paid'])
    this.visits++
  }

  // Until the server is gone, or refuses what it should not.
  async work() {
    try {
      for (;;) await this.visit()
    } catch (why) {
      if (!(why instanceof Gone)) throw why
    }
  }
}

/** Everybody logged in at world.server, and of a part enough for many cars. */
export async function prepare(world, code) {
  for (const post of posts) world.sessions[post] = await logIn(world.server, post)
  const c = new Client(world, 0)
  world.part = (await c.create('parts_manager', 'part', 'part_create',
    { code, name: '机油', unit: '升', origin: 'original', price: 68000000 })).id
  const supplier = await c.create('receptionist', 'party', 'party_create', { name: '经销商', kind: 'supplier' })
  const receipt = await c.create('storekeeper', 'stock_receipt', 'stock_receipt_open', { supplier_id: supplier.id,
    lines: [{ part_id: world.part, quantity: 100000000, price: 40000000 }] })
  await c.run('storekeeper', 'stock_receipt', receipt.id, 'stock_receipt_receive')
  world.technician = (await c.seen('technician', '/api/session')).user.employee_id
}
