// kills.mjs BINARY TMP N DISK [POSTGRESQL] - see kills.sh.
import { cpSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { Client, Refused, Server, Turn, prepare, sleep, workbay } from './kills_client.mjs'

const [binary, tmp, rounds, disk, postgres] = process.argv.slice(2)
const CLIENTS = 6, EACH_COPY = 4
const world = {}
let passed = 0, failed = 0

class Wrong extends Error {}
const must = (holds, what) => { if (!holds) throw new Wrong(what) }

async function test(name, run) {
  const began = Date.now()
  try {
    const said = await run()
    passed++
    console.log(`ok ${name}: ${said}, ${Date.now() - began} ms`)
  } catch (why) {
    failed++
    await world.server.stop('SIGKILL')
    console.log(`not ok ${name}: ${why instanceof Wrong || why instanceof Refused ? why.message : why.stack}`)
    console.log(world.server.said)
  }
}

// Where a chain stands: how the program is told, and how a copy of it is made.
function folder(name) {
  const dir = path => `${tmp}/${path}`
  return { place: ['--data', dir(name)], copy: to => {
    rmSync(dir(to), { recursive: true, force: true })
    cpSync(dir(name), dir(to), { recursive: true })
    return ['--data', dir(to)]
  } }
}

function database(name) {
  const url = of => postgres.replace(/\/[^/]*$/, `/${of}`)
  const make = (of, from) => execFileSync('psql', ['-qX', postgres, '-c', 'SET client_min_messages = error', '-c', `DROP DATABASE IF EXISTS ${of}`,
    '-c', `CREATE DATABASE ${of} TEMPLATE ${from}`])
  make(name, 'template0')
  return { place: ['--db', url(name)], copy: to => { make(to, name); return ['--db', url(to)] } }
}

// A chain with everybody logged in and parts for many cars.
async function makeBase(chain) {
  workbay(binary, 'init', ...chain.place, '--demo', 'small')
  const server = new Server(binary, chain.place)
  Object.assign(world, { server, chain, sessions: {}, plates: 0 })
  await server.start()
  await prepare(world, 'KILL-1')
  must(await server.stop('SIGTERM') === 0, 'the first server did not end well')
  return 'made'
}

// What the technician was doing when the server died, or the demo left him with, is finished first.
async function nothingUnderWay(c) {
  const { rows } = await c.seen('technician',
    `/api/assignment?technician_id=${world.technician}&state=working`)
  for (const job of rows)
    await c.run('technician', 'assignment', job.id, 'assignment_finish', { self_checked: true })
  world.bay = new Turn()
}

async function eventsOf(c, entity, id) {
  let next = '', events = []
  do {
    const page = await c.seen('service_adviser', `/api/${entity}/${id}/timeline?limit=50${next}`)
    events = events.concat(page.events)
    next = page.next === null ? null : `&cursor=${page.next}`
  } while (next !== null)
  return events
}

// Each acknowledged change: the row is at least as new, and its event is in the history.
async function allThere(c) {
  const documents = new Map()
  for (const a of c.acked) {
    const key = `${a.entity}/${a.id}`
    documents.set(key, [...documents.get(key) ?? [], a])
  }
  for (const list of documents.values()) {
    const { entity, id } = list[0]
    const row = await c.seen('service_adviser', `/api/${entity}/${id}`)
    const events = await eventsOf(c, entity, id)
    for (const a of list) {
      must(row.version >= a.version, `${entity} ${id} stands at ${row.version}, acknowledged was ${a.version}`)
      must(events.filter(e => e.command === a.command && e.version === a.version).length === 1,
        `${entity} ${id}: ${a.command} of version ${a.version} was acknowledged and is not in its history`)
    }
  }
  for (const f of c.files) {
    const got = await c.get('service_adviser', `/api/file/${f.id}/content`)
    must(got.status === 200 && got.whole.equals(f.bytes), `file ${f.id} was acknowledged: ${got.status}`)
  }
  return c.acked.length + c.files.length
}

const marks = { party: b => `q=${encodeURIComponent(b.name)}`, vehicle: b => `q=${encodeURIComponent(b.plate)}`,
  repair_order: b => `vehicle_id=${b.vehicle_id}` }

// The request without an answer, sent again: one effect, whether it had happened or not.
async function againOnce(c) {
  const p = c.pending
  if (p === null || p.upload) return 0
  if (p.method === 'PATCH') {
    const { version } = await c.seen('service_adviser', `/api/${p.entity}/${p.id}`)
    must(version === p.before || version === p.before + 1, `${p.command} is half done: version ${version}`)
    return 0
  }
  const first = await c.ask(p, ['ro_not_paid']), again = await c.ask(p)
  must(again.headers['idempotent-replay'] === 'true' && again.body.id === first.body.id &&
    again.body.version === first.body.version, `${p.command}: the same key was answered differently`)
  const id = p.id ?? first.body.id, before = c.acked.filter(a => a.id === id && a.command === p.command).length
  const events = (await eventsOf(c, p.entity, id)).filter(e => e.command === p.command)
  must(events.length === before + 1, `${p.command} happened ${events.length - before} times`)
  if (p.id === undefined) {
    const list = await c.seen('service_adviser', `/api/${p.entity}?${marks[p.entity](p.body)}`)
    must(list.rows.length === 1, `${p.command} made ${list.rows.length} rows`)
  }
  c.ack(p.command, p.entity, first.body)
  return first.headers['idempotent-replay'] === 'true' ? 1 : 0
}

// What follows from a payment happens even when the server died in between.
async function paidInTheEnd(c) {
  for (const a of c.acked.filter(a => a.command === 'payment_receive')) {
    const settlement = await c.seen('cashier', `/api/settlement/${a.id}`)
    for (let i = 0; ; i++) {
      const order = (await c.seen('cashier', `/api/repair_order?settlement_id=${a.id}`)).rows[0]
      if (order.money === 'paid') break
      must(i < 100, `order ${order.number} is ${order.money}, its settlement ${settlement.state}`)
      await sleep(50)
    }
  }
}

async function verified(place) {
  try {
    workbay(binary, 'verify', ...place)
  } catch (why) {
    throw new Wrong(`verify: ${why.stdout}${why.stderr}`)
  }
}

async function killed(place, clients) {
  const server = world.server = new Server(binary, place)
  await server.start()
  await nothingUnderWay(clients[0])
  const working = Promise.all(clients.map(c => c.work()))
  await Promise.race([working, sleep(30 + Math.random() * 450)])
  await server.stop('SIGKILL')
  await working
  world.server = new Server(binary, place)
  await world.server.start()
  let acked = 0, replayed = 0
  for (const c of clients) {
    acked += await allThere(c)
    replayed += await againOnce(c)
    await allThere(c)
    await paidInTheEnd(c)
  }
  must(await world.server.stop('SIGTERM') === 0, 'the server did not end well')
  await verified(place)
  for (const c of clients) c.pending = null
  return `${acked} acknowledged, ${replayed} of the unanswered had happened`
}

// --- a full disk ---------------------------------------------------------------------------------

// Room is taken away and given back: on a file system of our own by a file, else by the limit.
function roomOf(dir, server) {
  const ballast = `${disk}/ballast`
  if (disk) {
    return { take: () => {
      const free = Number(execFileSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' }).split('\n')[1])
      // The server goes on writing meanwhile: when there was less room than it looked, it is full now.
      try { writeFileSync(ballast, Buffer.alloc(Math.max(0, free - 400000))) } catch (why) { if (why.code !== 'ENOSPC') throw why }
    }, give: () => rmSync(ballast) }
  }
  return { take: () => {}, give: () => execFileSync('prlimit', ['--pid', server.child.pid, '--fsize=unlimited:']) }
}

function refusedForRoom(why) {
  if (!(why instanceof Refused)) throw why
  const { status, body, headers } = why.answer
  if (body?.code === 'as_busy') return 0    // a job begun when there was room
  must(status === 503 && body?.code === 'full' && Number(headers['retry-after']) > 0 &&
    /problem\+json/.test(headers['content-type']) && /disk is full/.test(body.detail),
    `a full disk was answered ${why.message}`)
  return 1
}

async function full() {
  const place = world.chain.copy(disk ? 'disk/data' : 'full'), dir = place[1]
  const limit = disk ? undefined : Math.ceil(statSync(`${dir}/workbay.db`).size / 1024) + 400
  const server = world.server = new Server(binary, place, limit)
  await server.start()
  const clients = Array.from({ length: 3 }, (_, i) => new Client(world, i + 1)), room = roomOf(dir, server)
  await nothingUnderWay(clients[0])
  await clients[0].visit()
  room.take()
  for (const c of clients) {
    for (let refused = 0, tries = 0; refused < 5; tries++) {
      must(tries < 500, 'the disk never filled')
      try { await c.visit() } catch (why) { refused += refusedForRoom(why) }
    }
  }
  let acked = 0
  for (const c of clients) acked += await allThere(c)   // reading goes on
  must((await server.send('GET', '/readyz', {})).status === 200, 'not ready to be read from')
  room.give()
  await nothingUnderWay(clients[0])
  for (const c of clients) await c.visit()
  for (const c of clients) await allThere(c)
  must(await server.stop('SIGTERM') === 0, 'the server did not end well')
  await verified(place)
  return `${acked} acknowledged until it was full, by ${disk ? 'a file system' : 'a limit'} of its own`
}

async function killMany(n, where) {
  let place, clients
  for (let i = 0; i < n; i++) {
    if (i % EACH_COPY === 0) {
      place = world.chain.copy('copy')
      clients = Array.from({ length: CLIENTS }, (_, k) => new Client(world, k + 1))
    }
    await test(`kill ${i + 1} on ${where}`, () => killed(place, clients))
  }
}

process.on('exit', () => world.server.child.kill('SIGKILL'))
await test('a chain on SQLite', () => makeBase(folder('base')))
await killMany(Number(rounds), 'SQLite')
await test('a full disk', full)
if (postgres) {
  await test('a chain on PostgreSQL', () => makeBase(database('kills')))
  await killMany(Math.ceil(Number(rounds) / 4), 'PostgreSQL')
} else
  console.log('skipped: kills on PostgreSQL, for WORKBAY_TEST_PG is not set')
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
