// screens.mjs - how quick the staff application is in a real Chromium, on the demo chain, against a
// server of its own. Prints what it did and what it measured; it judges nothing.
//   node bench/screens.mjs [first] [routes] [scrolling] [board] [day]
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const binary = join(root, 'build/gcc-release/workbay')
const home = mkdtempSync(join(process.env.TMPDIR ?? '/var/tmp', 'workbay-screens-'))
const port = await new Promise((done) => {
  const s = createServer().listen(0, '127.0.0.1', () => { const { port: free } = s.address(); s.close(() => done(free)) })
})
process.env.WORKBAY_URL = `http://127.0.0.1:${port}`
process.env.WORKBAY_TEST_TMP = home
process.env.WORKBAY_SHOTS = home
execFileSync(binary, ['init', '--data', join(home, 'chain'), '--demo', 'chain'])
const server = spawn(binary, ['serve', '--data', join(home, 'chain'), '--listen', `127.0.0.1:${port}`, '--log', 'none'])
const { ask, closeBrowser, logIn, newWindow, openBrowser, store, until } = await import('../test/browser/harness.mjs')

const spread = (values, unit) => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (p) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))])
  return `median ${at(0.5)} ${unit}, worst ${at(1)} ${unit}, n ${sorted.length}`
}
const user = (post) => `${post}@${store}`
let told = 0
async function tell(page, path, body = {}) {
  const { csrf } = await ask(page, '/api/session')
  const answer = await page.request.post(path, { data: body, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': `screens-${++told}` } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** From the address to the rows of one's work, nothing cached; what came over the wire. */
async function firstLoad() {
  const times = []
  let bytes = 0
  for (let i = 0; i < 5; i++) {
    const page = await newWindow()
    await logIn(page, user('service_adviser'))
    const { cookies } = await page.context().storageState()
    await page.context().close()
    const fresh = await newWindow()
    await fresh.context().addCookies(cookies)
    const sizes = []
    fresh.on('requestfinished', (r) => sizes.push(r.sizes().then((s) => [r.url(), s.responseBodySize])))
    const began = Date.now()
    await fresh.goto('/')
    await fresh.locator('tbody tr').first().waitFor()
    times.push(Date.now() - began)
    await fresh.waitForLoadState('networkidle')
    bytes = (await Promise.all(sizes)).filter(([url]) => /\.(js|css|svg)$|\/$/.test(new URL(url).pathname)).reduce((n, [, size]) => n + size, 0)
    await fresh.context().close()
  }
  console.log(`first load, my work with its rows, nothing cached: ${spread(times, 'ms')}; ${Math.round(bytes / 1000)} kB of the application`)
}

/** From the click to the frame after the rows of the list stand there; each page gone to before. */
async function routes(page) {
  const lists = ['vehicle', 'repair_order', 'party', 'appointment']
  const times = []
  for (let round = 0; round < 6; round++)
    for (const entity of lists) {
      const took = await page.evaluate((name) => new Promise((done) => {
        const began = performance.now()
        document.querySelector(`[data-test=nav-${name}]`).click()
        const look = () => (location.pathname === `/${name}` && document.querySelector('main tbody tr[data-row]')
          ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look))
        look()
      }), entity)
      if (round > 0) times.push(took)
    }
  console.log(`route change, list to list: ${spread(times, 'ms')}`)
}

/** The longest time between two frames while a long list is scrolled by the wheel. */
async function scrolling(page) {
  await page.goto('/vehicle?limit=200')
  await page.locator('tbody tr[data-row]').first().waitFor()
  const more = page.locator('[data-test=more]')
  for (let i = 0; i < 3 && await more.count() > 0 && await more.isVisible(); i++) {
    await more.click()
    await page.waitForLoadState('networkidle')
  }
  const rows = await page.locator('tbody tr[data-row]').count()
  await page.evaluate(() => {
    window.frames_ = []
    window.long_ = []
    new PerformanceObserver((list) => window.long_.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' })
    let before = performance.now()
    const next = (now) => { window.frames_.push(now - before); before = now; requestAnimationFrame(next) }
    requestAnimationFrame(next)
  })
  await page.mouse.move(720, 600)
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(0, i < 40 ? 400 : -600)
    await page.waitForTimeout(40)
  }
  const [frames, long] = await page.evaluate(() => [window.frames_.slice(2), window.long_])
  console.log(`scrolling ${rows} rows: between two frames ${spread(frames, 'ms')}; tasks over 50 ms: ${long.length}`)
}

/** From the server's answer to a command until the board of another window shows it. */
async function board(desk) {
  const wall = await newWindow()
  await logIn(wall, user('store_general_manager'))
  const cars = (await ask(desk, '/api/vehicle?limit=200')).rows
  const open = async () => (await ask(desk, '/api/repair_order?business=received,estimated,in_work,settled&limit=200')).rows
  const inStore = new Set((await open()).map((o) => o.vehicle_id))
  for (const car of cars.filter((c) => !inStore.has(c.id)).slice(0, Math.max(0, 40 - inStore.size)))
    await tell(desk, '/api/repair_order', {
      vehicle_id: car.id, party_id: car.owner_id, odometer_in: (car.odometer_km ?? 0) + 10, wish: '例行保养', nature: 'repair', category: 'minor',
      promised_at: new Date(Date.now() + 5 * 3600e3).toISOString(), lines: [{ kind: 'labour', title: '检查', quantity: 1000, price: 10000 }],
    }).catch((error) => console.log(`  ${String(error).slice(0, 160)}`))
  await wall.goto('/board')
  await wall.locator('[data-test^=card-]').first().waitFor()
  const orders = (await open()).filter((o) => o.business === 'received').slice(0, 12)
  const times = []
  for (const order of orders) {
    const where = `[data-test=card-${order.id}]`
    await wall.locator(where).first().waitFor()
    const seen = wall.evaluate((selector) => new Promise((done) => {
      const column = () => document.querySelector(selector)?.closest('[data-test^=column-]')?.dataset.test
      const from = column()
      const look = () => (column() !== from ? done(Date.now()) : requestAnimationFrame(look))
      look()
    }), where)
    await tell(desk, `/api/repair_order/${order.id}/repair_order_estimate`)
    const answered = Date.now()
    times.push(Math.max(0, await seen - answered))
  }
  console.log(`board of ${await wall.locator('[data-test^=card-]').count()} cars, change in another window seen after: ${spread(times, 'ms')}`)
  return wall
}

/** Eight tabs of one browser, each on a live page: a change reaches all, and each still answers. */
async function tabs(wall, desk) {
  const all = [wall]
  for (let i = 1; i < 8; i++) {
    const page = await wall.context().newPage()
    await page.goto('/board')
    await page.locator('[data-test^=card-]').first().waitFor()
    all.push(page)
  }
  const order = (await ask(desk, '/api/repair_order?business=estimated&limit=1')).rows[0]
  await tell(desk, `/api/repair_order/${order.id}/repair_order_promise`, { promised_at: new Date(Date.now() + 9 * 3600e3).toISOString(), reason: '等配件' })
  const began = Date.now()
  await Promise.all(all.map((page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(1))))))
  console.log(`eight tabs on the board: all drew a frame within ${Date.now() - began} ms`)
  for (const page of all.slice(1)) await page.close()
}

/** Into the search box as a script does: what is typed or filled in stays in Chromium's undo history, a node for
 *  each of its 500 steps, on an empty page as well, and would hide what the application keeps. */
const put = (page, text) => page.locator('[data-test=search]').evaluate((box, value) => {
  box.value = value
  box.dispatchEvent(new Event('input'))
}, text)

/** One turn of a working day: ten changes of the route, a dialog, a search, a change made elsewhere. */
async function turn(page, desk, order, n) {
  const nav = (name) => page.locator(`[data-test=nav-${name}]`).click()
  const rows = () => page.locator('main tr[data-row]').first().waitFor()
  const open = async (name) => {
    await nav(name)
    await rows()
    await page.locator('main tr[data-row]').first().click()
    await page.locator('[data-test=title]').waitFor()
  }
  await open('vehicle')
  await open('repair_order')
  await nav('board')
  await page.locator('[data-card]').first().waitFor()
  await tell(desk, `/api/repair_order/${order}/repair_order_promise`, { promised_at: new Date(Date.now() + (n + 2) * 3600e3).toISOString(), reason: '等配件' })
  await nav('reception')
  await page.locator('main input').first().waitFor()
  await nav('bookings')
  await page.locator('main h1').waitFor()
  await open('appointment')
  const dialog = page.locator('[data-test=command-appointment_reschedule]')
  if (await dialog.isVisible() && await dialog.isEnabled()) {
    await dialog.click()
    await page.locator('.el-dialog:visible').waitFor()
    await page.locator('.el-dialog:visible .foot button').first().click()
    await page.locator('.el-dialog:visible').waitFor({ state: 'hidden' })
  }
  await put(page, '粤B')
  await page.locator('[data-test^=hit-]').first().waitFor()
  await put(page, '')
  await page.locator(`[data-test=language-${n % 2 ? 'zh' : 'en'}]`).click()
  await nav('work')
  await page.locator('main tbody tr').first().waitFor()
}

/** What the tab holds over a day's work pressed together: its heap, nodes and listeners after collecting. */
async function longDay(desk) {
  const page = await newWindow()
  await logIn(page, user('service_adviser'))
  const order = (await ask(desk, '/api/repair_order?business=received,estimated,in_work&limit=1')).rows[0].id
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  const taken = []
  for (let n = 0; n < 36; n++) {
    await turn(page, desk, order, n)
    if (n % 3 !== 2) continue
    for (let i = 0; i < 2; i++) await cdp.send('HeapProfiler.collectGarbage')
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = (name) => metrics.find((one) => one.name === name).value
    taken.push({ heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') })
  }
  // The first two are the warm-up.
  const kept = taken.slice(2)
  const third = Math.floor(kept.length / 3)
  const middle = (some, what) => some.map((one) => one[what]).sort((a, b) => a - b)[some.length >> 1]
  for (const what of ['heap', 'nodes', 'listeners']) {
    const [first, last] = [middle(kept.slice(0, third), what), middle(kept.slice(-third), what)]
    console.log(`a long day, ${what} after collecting: ${taken.map((one) => +one[what].toFixed(1)).join(' ')}; `
      + `last third over first ${((last / first - 1) * 100).toFixed(1)} %`)
  }
  await page.context().close()
}

const parts = process.argv.slice(2)
const wants = (name) => parts.length === 0 || parts.includes(name)

try {
  await until(async () => (await fetch(`${process.env.WORKBAY_URL}/readyz`).catch(() => ({ ok: false }))).ok, 'the server')
  await openBrowser(true)
  if (wants('first')) await firstLoad()
  const desk = await newWindow()
  await logIn(desk, user('service_adviser'))
  if (wants('routes')) await routes(desk)
  if (wants('scrolling')) await scrolling(desk)
  if (wants('board')) await tabs(await board(desk), desk)
  if (wants('day')) await longDay(desk)
  await closeBrowser()
} finally {
  server.kill()
  rmSync(home, { recursive: true, force: true })
}
