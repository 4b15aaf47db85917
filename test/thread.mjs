// thread.mjs BINARY TMP ROUNDS [POSTGRESQL] - see thread.sh. Who works here judges no answer but 5xx: what is
// asked for is that the server's threads never touch the same at once, and that it ends well in any state.
import { readFileSync, readdirSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { Client, Gone, Refused, Server, Turn, logIn, posts, prepare, sleep, workbay } from './kills_client.mjs'

const [binary, tmp, rounds, postgres] = process.argv.slice(2)
const VISITORS = 4, READERS = 4, STREAMS = 8, BUSY_MS = 12000
let passed = 0, failed = 0

function ok(holds, what) {
  if (holds) passed++
  else {
    failed++
    console.log(`not ok ${what}`)
  }
}

// What ThreadSanitizer wrote beside the server's own words.
function races() {
  return readdirSync(tmp).filter(name => name.startsWith('race.'))
    .map(name => readFileSync(`${tmp}/${name}`, 'utf8')).join('')
}

// Until the server is gone or says that it stops.
async function until(work) {
  try {
    for (;;) await work()
  } catch (why) {
    if (!(why instanceof Gone) && !(why instanceof Refused && why.answer.status === 503)) throw why
  }
}

function listen(world, n) {
  const topics = ['repair_order,assignment', 'settlement', 'repair_order', 'assignment,party'][n % 4]
  const request = http.get({ host: '127.0.0.1', port: world.server.port, agent: false,
    path: `/api/events?topics=${topics}`, headers: world.sessions[posts[n % posts.length]] }, answer => {
    answer.on('data', () => { world.heard++ })
    answer.on('error', () => {})
    answer.on('close', () => { if (world.busy) listen(world, n) })
    if (n % 2) setTimeout(() => request.destroy(), 500 + n * 100)   // half of them come and go
  })
  request.on('error', () => {})
}

const looks = ['/api/repair_order?limit=50', '/api/meta', '/api/reports/job_board', '/api/search?q=%E7%B2%A4B',
  '/api/shop_plan?limit=1', '/metrics', '/api/repair_order/export?format=xlsx', '/api/openapi.json', '/']

async function look(world, c, i) {
  const a = await c.get('service_adviser', looks[i % looks.length])
  world.looks++
  if (a.status >= 500) throw new Refused(a)
  if (i % looks.length > 0) return
  const { rows } = await c.seen('service_adviser', '/api/repair_order?limit=1&sort=-id')
  if (rows.length > 0) {
    const pdf = await c.get('service_adviser', `/api/repair_order/${rows[0].id}/print/repair_order_estimate_sheet`)
    world.prints += Number(pdf.headers['content-type'] === 'application/pdf')
  }
  const csv = Buffer.from(`name,kind,phone\n${randomUUID()},person,13800001111\n`)
  const job = await world.server.send('POST', '/api/import/party', { ...world.sessions.receptionist,
    'Content-Type': 'text/csv', 'X-File-Name': 'party.csv', 'Idempotency-Key': randomUUID() }, csv)
  if (job.status >= 500) throw new Refused(job)
  await logIn(world.server, posts[i % posts.length]).catch(async why => {
    if (!(why instanceof Refused && why.answer.status === 429)) throw why
    await sleep(1000)                       // as often as one may
  })
}

async function round(world, place, name) {
  const server = world.server = new Server(binary, place)
  await server.start()
  Object.assign(world, { busy: true, heard: 0, looks: 0, prints: 0, bay: new Turn() })
  const clients = Array.from({ length: VISITORS + READERS }, (_, i) => new Client(world, i + 1))
  const { rows } = await clients[0].seen('technician',
    `/api/assignment?technician_id=${world.technician}&state=working`)
  for (const job of rows)
    await clients[0].run('technician', 'assignment', job.id, 'assignment_finish', { self_checked: true })
  for (let i = 0; i < STREAMS; i++) listen(world, i)
  const working = clients.map((c, i) => {
    let n = i
    return until(() => (i < VISITORS ? c.visit() : look(world, c, n++)))
  })
  await Promise.race([Promise.all(working), sleep(BUSY_MS)])
  world.busy = false
  const ended = await server.stop('SIGTERM')
  await Promise.all(working)
  const changes = clients.reduce((sum, c) => sum + c.acked.length, 0)
  ok(ended === 0, `${name}: the server ended with ${ended}`)
  const done = `${changes} changes, ${world.looks} reads, ${world.prints} prints, ${world.heard} pieces heard`
  ok(changes > 10 && world.heard > 0 && world.looks > 0 && world.prints > 0, `${name}: ${done}`)
  ok(/ 0 wrong/.test(workbay(binary, 'verify', ...place)), `${name}: verify`)
  console.log(`ok ${name}: ${done}`)
}

async function many(place, where) {
  workbay(binary, 'init', ...place, '--demo', 'small')
  const world = { sessions: {}, plates: 0 }
  const server = world.server = new Server(binary, place)
  await server.start()
  await prepare(world, 'THREAD-1')
  ok(await server.stop('SIGTERM') === 0, `${where}: the first server did not end well`)
  for (let i = 0; i < Number(rounds); i++) await round(world, place, `${where}, round ${i + 1}`)
}

process.env.TSAN_OPTIONS = `${process.env.TSAN_OPTIONS ?? ''} log_path=${tmp}/race`
const places = [[['--data', `${tmp}/chain`], 'SQLite']]
if (postgres) {
  execFileSync('psql', ['-qX', postgres, '-c', 'SET client_min_messages = error',
    '-c', 'DROP DATABASE IF EXISTS thread', '-c', 'CREATE DATABASE thread TEMPLATE template0'])
  places.push([['--db', postgres.replace(/\/[^/]*$/, '/thread')], 'PostgreSQL'])
} else console.log('skipped PostgreSQL: WORKBAY_TEST_PG is not set')
for (const [place, where] of places)
  await many(place, where).catch(why => ok(false, `${where}: ${why.stack}`))
const said = races()
ok(said === '', `ThreadSanitizer:\n${said.slice(0, 6000)}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
