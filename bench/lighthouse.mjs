// lighthouse.mjs - what Lighthouse says of the pages, on a small demo store and a server of its own: the
// customer's as a phone has them, the staff's as a desk has them. Prints its scores and what cost points;
// it judges nothing. Lighthouse comes from npm by its version, for this alone.
//   node bench/lighthouse.mjs [customer] [staff]
import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const LIGHTHOUSE = 'lighthouse@12.8.2'
const run = promisify(execFile)
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const binary = join(root, 'build/gcc-release/workbay')
const home = mkdtempSync(join(process.env.TMPDIR ?? '/var/tmp', 'workbay-lighthouse-'))
const port = await new Promise((done) => {
  const s = createServer().listen(0, '127.0.0.1', () => { const { port: free } = s.address(); s.close(() => done(free)) })
})
const base = `http://127.0.0.1:${port}`
process.env.PAGES_URL = base
execFileSync(binary, ['init', '--data', join(home, 'store'), '--demo', 'small'])
const server = spawn(binary, ['serve', '--data', join(home, 'store'), '--listen', `127.0.0.1:${port}`, '--log', 'none'])
const { fill, formOf, Phone, Staff } = await import('../test/pages/browser.mjs')

const cookieOf = (jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

async function look(name, path, preset, cookie = '') {
  const out = join(home, 'report.json')
  const flags = '--headless=new --no-sandbox --disable-gpu --disable-background-networking'
  await run('npx', ['--yes', LIGHTHOUSE, base + path, '--quiet', '--output=json', `--output-path=${out}`, `--chrome-flags=${flags}`,
    '--only-categories=performance,accessibility,best-practices', ...(preset === 'desktop' ? ['--preset=desktop'] : []),
    ...(cookie ? [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`] : [])],
  { env: { ...process.env, CHROME_PATH: '/usr/bin/chromium', HOME: home, npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME, '.npm') } })
  const { categories, audits } = JSON.parse(readFileSync(out, 'utf8'))
  const scores = Object.values(categories).map((one) => `${one.id} ${Math.round((one.score ?? 0) * 100)}`).join(', ')
  const times = Object.entries({ FCP: 'first-contentful-paint', LCP: 'largest-contentful-paint', TBT: 'total-blocking-time',
    CLS: 'cumulative-layout-shift' }).map(([short, id]) => `${short} ${audits[id].displayValue}`).join(', ')
  console.log(`${name} (${preset}): ${scores}; ${times}`)
  for (const one of Object.values(categories))
    for (const { id, weight } of one.auditRefs)
      if (weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
        console.log(`  ${one.id}: ${audits[id].title} ${audits[id].displayValue ?? ''} ${
          (audits[id].details?.items ?? []).slice(0, 3).map((item) => item.node?.selector ?? item.description ?? '').join(' | ').slice(0, 240)}`)
}

async function customer(adviser) {
  const party = await adviser.post('party', { name: '林夏', kind: 'person', phone: '13800001234' })
  const car = await adviser.post('vehicle', { plate: '粤B6L6L6', owner_id: party.id, brand: '大众', series: '朗逸' })
  const order = await adviser.post('repair_order', { vehicle_id: car.id, nature: 'maintenance', category: 'first', odometer_in: 20000,
    promised_at: new Date(Date.now() + 7200e3).toISOString(), deliverer_name: '林夏', deliverer_phone: '13800001234', wish: '保养',
    lines: [{ kind: 'labour', title: '更换机油', quantity: 500, price: 120000000 }] })
  await adviser.post(`repair_order/${order.id}/repair_order_estimate`)
  const { told } = await adviser.post(`repair_order/${order.id}/repair_order_link`)
  const path = new URL(told.url).pathname
  await look('the door', path, 'mobile')
  const phone = new Phone()
  await phone.post('/c', fill(formOf((await phone.get(path)).html, '/c'), { digits: '1234' }))
  await look('my car', '/my', 'mobile', cookieOf(phone.jar))
}

async function staff(adviser) {
  const order = (await adviser.get('repair_order?limit=1')).rows[0]
  await look('log-in', '/login', 'desktop')
  for (const [name, path] of [['my work', '/'], ['a list', '/vehicle'], ['a document', `/repair_order/${order.id}`], ['the board', '/board']])
    await look(name, path, 'desktop', adviser.headers.cookie)
}

const wants = process.argv.slice(2)
try {
  for (let i = 0; i < 100 && !(await fetch(`${base}/readyz`).catch(() => ({ ok: false }))).ok; i++) await new Promise((done) => setTimeout(done, 100))
  const adviser = await Staff.login('service_adviser@NS01')
  if (wants.length === 0 || wants.includes('customer')) await customer(adviser)
  if (wants.length === 0 || wants.includes('staff')) await staff(adviser)
} finally {
  server.kill()
  rmSync(home, { recursive: true, force: true })
}
