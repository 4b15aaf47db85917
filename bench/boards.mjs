// boards.mjs - the plan of a store with forty open orders, on the demo chain: how soon dispatch is offered a
// technician, how soon a change is in a new plan, how soon both boards are read while others write, and how
// soon a change is told to two hundred boards that listen.
//   node bench/boards.mjs [--orders N] [--reads N] [--boards N] [--changes N] [--db postgresql://…]
// A log-in may hold four streams: every four boards have one of their own. The clients share the machine.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, Server, logIn, sleep, workbay } from '../test/kills_client.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const binary = process.env.WORKBAY ?? join(root, 'build/gcc-release/workbay')
const option = (name, absent) => (process.argv.indexOf(`--${name}`) < 0 ? absent : process.argv[process.argv.indexOf(`--${name}`) + 1])
const orders = Number(option('orders', 40))
const times = Number(option('reads', 1000))
const boards = Number(option('boards', 200))
const changes = Number(option('changes', 60))
const streamsEach = 4
const home = mkdtempSync(join(process.env.TMPDIR ?? tmpdir(), 'workbay-boards-'))
const place = option('db') ? ['--db', option('db')] : ['--data', join(home, 'chain')]

const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))].toFixed(1)
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms, n ${sorted.length}`
}

const load = () => `load ${loadavg().map((l) => l.toFixed(1)).join(' ')}`

console.log(load())
workbay(binary, 'init', ...place, '--demo', 'small')
for (let i = 0; i < boards / streamsEach; i++)
  execFileSync(binary, ['user', 'add', `wall${i}`, '--unit', 'NS01', ...place], { input: 'hung on the wall\n' })
const server = new Server(binary, place)
await server.start()
const sessions = {}
for (const post of ['service_adviser', 'workshop_supervisor']) sessions[post] = await logIn(server, post)
const world = { server, sessions }
const desk = new Client(world, 1)
const get = async (path) => (await desk.seen('workshop_supervisor', path))
const plan = async () => (await get('/api/shop_plan?limit=1')).rows[0]

async function agreed(i) {
  const car = await desk.create('service_adviser', 'vehicle', 'vehicle_create',
    { plate: `粤B${73000 + i}`, owner_id: party, brand: '大众' })
  const ro = await desk.create('service_adviser', 'repair_order', 'repair_order_open',
    { vehicle_id: car.id, nature: 'repair', category: 'minor', odometer_in: 100, waiting: i % 5 === 0,
      promised_at: new Date(Date.now() + (2 + i) * 3600000).toISOString(),
      lines: [{ kind: 'labour', title: '检查', quantity: 500 + 250 * (i % 8), price: 120000000 }] })
  const { total } = await desk.run('service_adviser', 'repair_order', ro.id, 'repair_order_estimate')
  await desk.run('service_adviser', 'repair_order', ro.id, 'repair_order_approve', { total })
  return ro.id
}

const party = (await desk.seen('service_adviser', '/api/party?kind=person&limit=1')).rows[0].id
const made = []
for (let i = 0; i < orders; i++) made.push(await agreed(i))
let slots = []
for (let tries = 0; tries < 200 && slots.length < orders; tries++) {
  await sleep(100)
  slots = (await get('/api/plan_slot?state=planned&limit=200')).rows
}
console.log(`${slots.length} slots of ${(await plan()).cars} open orders`)

const offered = []
for (const id of made) {
  const began = performance.now()
  await desk.ask(desk.request('workshop_supervisor', `/api/repair_order/${id}/repair_order_dispatch/suggest`, {}))
  offered.push(performance.now() - began)
}
console.log(`dispatch is offered a technician and a bay: ${spread(offered)}`)

const renewed = []
for (let i = 0; i < 20; i++) {
  const { edition } = await plan()
  await agreed(1000 + i)
  const approved = performance.now()
  for (let now = edition; now === edition && performance.now() - approved < 10000;) {
    await sleep(5)
    now = (await plan()).edition
  }
  renewed.push(performance.now() - approved)
}
console.log(`from an approval to a new plan of ${(await plan()).cars} cars: ${spread(renewed)}`)

const day = new Date(Date.parse(slots[0].starts_at) + 8 * 3600000).toISOString().slice(0, 10)
/** Seconds of CPU that the server has used, whatever else the machine does. */
const used = () => readFileSync(`/proc/${server.child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13)
  .reduce((sum, n) => sum + Number(n) / 100, 0)

const paths = { 'the time board': `/api/reports/time_board?day=${day}`, 'the job board': '/api/reports/job_board' }
async function reads(name, n) {
  const took = []
  const before = used()
  for (let i = 0; i < n; i++) {
    const began = performance.now()
    await get(paths[name])
    took.push(performance.now() - began)
  }
  return `${spread(took)}, ${((used() - before) * 1000 / n).toFixed(2)} ms of CPU each`
}
await sleep(2000)
for (const name of Object.keys(paths)) {
  const { rows } = await get(paths[name])
  console.log(`${name}, ${rows.length} rows, over HTTP, alone: ${await reads(name, times)}; ${load()}`)
}
const promise = (client, i) => client.run('service_adviser', 'repair_order', made[i % made.length],
  'repair_order_promise', { promised_at: new Date(Date.now() + (20 + i % 40) * 3600000).toISOString(), reason: '客户要求' })
// Orders are written, as a busy store does, each makes a new plan; another desk changes promises all the time.
let writing = true
let changed = 0
const another = (async () => {
  for (const client = new Client(world, 2); writing; changed++) await promise(client, changed)
})()
const writer = (async () => {
  for (let i = 0; writing; i++) {
    await agreed(2000 + i)
    await sleep(500)
  }
})()
for (const name of Object.keys(paths)) {
  const [began, was] = [performance.now(), changed]
  const read = await reads(name, times)
  console.log(`${name}, over HTTP, while a car is agreed twice a second and ${
    Math.round((changed - was) * 1000 / (performance.now() - began))} promises a second are changed: ${read}, the writers' included; ${load()}`)
}
writing = false
await Promise.all([writer, another])

// The boards that hang on the walls: each notes when it was told of which version of which document.
const heard = new Map()
function listen(cookie) {
  return new Promise((open, failed) => {
    http.get({ host: '127.0.0.1', port: server.port, agent: false, headers: { Cookie: cookie },
      path: '/api/events?topics=repair_order,assignment' }, (res) => {
      if (res.statusCode !== 200) failed(new Error(`a stream answered ${res.statusCode}`))
      let rest = ''
      res.on('data', (part) => {
        const frames = (rest + part).split('\n\n')
        rest = frames.pop()
        for (const [, id, version] of frames.map((f) => /"id":"(\d+)".*"version":(\d+)/.exec(f) ?? [])) {
          const key = `${id} ${version}`
          heard.set(key, [...(heard.get(key) ?? []), performance.now()])
        }
      })
      res.on('error', () => {})
      open(res)
    }).on('error', failed)
  })
}
const streams = []
for (let i = 0; i < boards; i++) {
  if (i % streamsEach === 0) {
    const a = await server.send('POST', '/api/session', { 'Content-Type': 'application/json' },
      JSON.stringify({ user: `wall${i / streamsEach}`, password: 'hung on the wall' }))
    if (a.status !== 200) throw new Error(`a board cannot log in: ${a.status} ${a.whole}`)
    streams.cookie = a.headers['set-cookie'][0].split(';')[0]
  }
  streams.push(await listen(streams.cookie))
}
const first = [], last = [], fromSent = []
let missed = 0
const before = used()
for (let i = 0; i < changes; i++) {
  const sent = performance.now()
  const row = await promise(desk, i)
  const answered = performance.now()
  const key = `${row.id} ${row.version}`
  while ((heard.get(key)?.length ?? 0) < boards && performance.now() - answered < 5000) await sleep(1)
  const at = heard.get(key) ?? []
  missed += boards - at.length
  first.push(at[0] - answered)
  last.push(at.at(-1) - answered)
  fromSent.push(at.at(-1) - sent)
  await sleep(100)
}
console.log(`${boards} boards listen, ${changes} changes, ${missed} not told within 5 s; ${load()}`)
console.log(`from a command's answer until the first board is told: ${spread(first)}`)
console.log(`from a command's answer until all are told: ${spread(last)}`)
console.log(`from its sending until all are told: ${spread(fromSent)}`)
console.log(`the server used ${((used() - before) * 1000 / changes).toFixed(1)} ms of CPU a change`)
for (const s of streams) s.destroy()
await server.stop('SIGTERM')
console.log(workbay(binary, 'verify', ...place).trim().split('\n').at(-1))
rmSync(home, { recursive: true, force: true })
