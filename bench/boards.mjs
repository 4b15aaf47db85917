// boards.mjs - the plan of a store with forty open orders, on the demo chain: how soon dispatch is offered a
// technician, how soon a change is in a new plan, and how soon the time board is read while others write.
//   node bench/boards.mjs [--orders N] [--db postgresql://…]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, Server, logIn, sleep, workbay } from '../test/kills_client.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const binary = process.env.WORKBAY ?? join(root, 'build/gcc-release/workbay')
const option = (name, absent) => (process.argv.indexOf(`--${name}`) < 0 ? absent : process.argv[process.argv.indexOf(`--${name}`) + 1])
const orders = Number(option('orders', 40))
const home = mkdtempSync(join(process.env.TMPDIR ?? tmpdir(), 'workbay-boards-'))
const place = option('db') ? ['--db', option('db')] : ['--data', join(home, 'chain')]

const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))].toFixed(1)
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms, n ${sorted.length}`
}

workbay(binary, 'init', ...place, '--demo', 'small')
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

async function reads(n) {
  const took = []
  const before = used()
  for (let i = 0; i < n; i++) {
    const began = performance.now()
    await get(`/api/reports/time_board?day=${day}`)
    took.push(performance.now() - began)
  }
  return `${spread(took)}, ${((used() - before) * 1000 / n).toFixed(2)} ms of CPU each`
}
await sleep(2000)
console.log(`the time board, over HTTP, alone: ${await reads(1000)}`)
// Orders are written, as a busy store does, and each makes a new plan.
let writing = true
const writer = (async () => {
  for (let i = 0; writing; i++) {
    await agreed(2000 + i)
    await sleep(500)
  }
})()
console.log(`the time board, over HTTP, while a car is agreed twice a second: ${await reads(1000)}`)
writing = false
await writer
await server.stop('SIGTERM')
console.log(workbay(binary, 'verify', ...place).trim().split('\n').at(-1))
rmSync(home, { recursive: true, force: true })
