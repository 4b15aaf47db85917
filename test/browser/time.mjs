// The time board: cars over technicians and bays, moved by mouse and keys, judged by the server, seen at once.
import { ask, holds, logIn, newWindow, same, sizes, store, test, until } from './harness.mjs'
import { tell } from './boards.mjs'
import { accessible, byNight, everyWay } from './pages.mjs'

const quarter = 900000
const chip = (page, id) => page.locator(`[data-chip="${id}"]`)
const dayOf = (slot) => new Date(Date.parse(slot.starts_at) + 8 * 3600000).toISOString().slice(0, 10)

async function as(post, options = {}) {
  const page = await newWindow(options)
  await logIn(page, `${post}@${store}`)
  return page
}

const slots = async (page) => (await ask(page, '/api/plan_slot?state=planned&limit=200')).rows
const slot = (page, id) => ask(page, `/api/plan_slot/${id}`)

/** So many cars that their owners have agreed on. */
async function agreed(desk, n) {
  const party = (await ask(desk, '/api/party?kind=person&limit=1')).rows[0]
  for (let i = 0; i < n; i++) {
    const car = (await tell(desk, '/api/vehicle', { plate: `粤B${72100 + i}`, owner_id: party.id, brand: '大众', series: '途观' })).row
    const order = (await tell(desk, '/api/repair_order', { vehicle_id: car.id, nature: 'repair', category: 'minor', odometer_in: 1000 + i,
      waiting: i === 0, promised_at: new Date(Date.now() + (3 + 6 * i) * 3600000).toISOString(),
      lines: [{ kind: 'labour', title: '检查底盘异响', quantity: 1000, price: 120000000 }] })).row
    await tell(desk, `/api/repair_order/${order.id}/repair_order_estimate`)
    same((await tell(desk, `/api/repair_order/${order.id}/repair_order_approve`, { total: 12000 })).status, 200, 'agreed')
  }
}

/** The day with the most cars that are not begun, once the plan stands: whatever the hour of this test. */
async function busiest(page) {
  let found = []
  await until(async () => (found = await slots(page)).filter((one) => one.title.startsWith('粤B721')).length >= 8, 'a plan', 15000)
  const count = {}
  for (const one of found) count[dayOf(one)] = (count[dayOf(one)] ?? 0) + 1
  return Object.entries(count).sort((a, b) => b[1] - a[1])[0][0]
}

async function asTold(page, day) {
  const { rows } = await ask(page, `/api/reports/time_board?day=${day}`)
  const planned = rows.filter((row) => row.piece === 'planned')
  await until(async () => await page.locator('[data-chip]').count() === planned.length, `${planned.length} cars`)
  for (const row of planned) {
    same(await page.locator(`[data-lane="${row.technician_id}"] [data-chip="${row.slot_id}"]`).count(), 1, `the row of ${row.plate}`)
    same(await chip(page, row.slot_id).getAttribute('data-health'), row.health, `health of ${row.plate}`)
    holds((await chip(page, row.slot_id).innerText()).includes(row.plate), row.plate)
  }
  holds(await page.locator('[data-lane]').count() >= 3, 'technicians')
  // What begins about now is moved on by the plan itself with each minute that it does not.
  return planned.filter((row) => !row.running && Date.parse(row.starts_at) > Date.now() + 600000)
}

/** Carried to the right by keys, put down: it lies there, or the server has said why not. */
async function byKeys(page, movable) {
  const one = movable[0]
  await chip(page, one.slot_id).focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-test=ghost]').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-test=ghost]').waitFor({ state: 'hidden' })
  same((await slot(page, one.slot_id)).starts_at, one.starts_at, 'Esc leaves it where it was')
  let moved = 0
  for (const row of [...movable].reverse()) {
    if (moved > 0) break
    const before = await slot(page, row.slot_id)
    await chip(page, row.slot_id).focus()
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await until(async () => await page.locator('[data-test=moved], [data-test=refusal]').count() > 0, 'an answer')
    if (await page.locator('[data-test=moved]').count() === 0) continue
    moved++
    const after = await slot(page, row.slot_id)
    const lay = Date.parse(before.starts_at)
    same(Date.parse(after.starts_at), Math.floor(lay / quarter) * quarter + 2 * quarter, 'two quarters of an hour on')
    holds(after.pinned, 'what is moved by hand stays')
    await page.locator('[data-test=undo]').click()
    await until(async () => await page.locator('[data-test=moved]').count() === 0, 'undone')
    same((await slot(page, row.slot_id)).starts_at, before.starts_at, 'back again')
  }
  same(moved, 1, 'a car was moved')
}

/** Dragged onto another car of the same technician: refused in words, and nothing moved. */
async function byMouse(page, movable) {
  const { rows } = await ask(page, `/api/reports/time_board?day=${dayOf(movable[0])}`)
  const others = rows.filter((row) => row.piece === 'planned')
  const pair = movable.flatMap((a) => others.filter((b) => b.slot_id !== a.slot_id && b.technician_id === a.technician_id)
    .map((b) => [a, b]))[0]
  holds(pair, 'a technician with two cars')
  const [a, b] = await Promise.all(pair.map((row) => chip(page, row.slot_id).boundingBox()))
  await page.mouse.move(a.x + 6, a.y + 10)
  await page.mouse.down()
  await page.mouse.move(b.x + 8, a.y + 12, { steps: 8 })
  await page.locator('[data-test=ghost]').waitFor()
  await page.mouse.up()
  await page.locator('[data-test=refusal]').waitFor()
  same((await slot(page, pair[0].slot_id)).starts_at, pair[0].starts_at, 'where it was')
}

/** A finger carries a car as a mouse does: it follows, and lies there or is refused in words. */
async function byTouch(day, movable) {
  const page = await newWindow({ touch: true, size: 'tablet' })
  await logIn(page, `workshop_supervisor@${store}`)
  page.expects = (text) => /409|422|plan_move/.test(text)
  await page.goto(`/time-board?day=${day}`)
  const row = movable.at(-1)
  await chip(page, row.slot_id).waitFor()
  await chip(page, row.slot_id).scrollIntoViewIfNeeded()
  const box = await chip(page, row.slot_id).boundingBox()
  const before = await slot(page, row.slot_id)
  const finger = await page.context().newCDPSession(page)
  const touch = (type, x) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: box.y + 10 }] })
  await touch('touchStart', box.x + 5)
  for (let i = 1; i <= 6; i++) await touch('touchMove', box.x + 5 + i * 12)
  await page.locator('[data-test=ghost]').waitFor()
  await touch('touchEnd')
  await until(async () => await page.locator('[data-test=moved], [data-test=refusal]').count() > 0, 'an answer')
  const moved = await page.locator('[data-test=moved]').count() > 0
  same((await slot(page, row.slot_id)).starts_at !== before.starts_at, moved, 'it lies where it was put, or where it was')
  if (moved) {
    // Nobody lifts his finger and taps within the same tenth of a second: the browser takes that for one gesture.
    await page.waitForTimeout(400)
    await page.locator('[data-test=undo]').tap()
    await until(async () => await page.locator('[data-test=moved]').count() === 0, 'undone')
  }
  await page.context().close()
}

/** While one carries the car another moves it: he is told who. */
async function twoDispatchers(page, other, row) {
  await chip(page, row.slot_id).focus()
  await page.keyboard.press('ArrowRight')
  const now = await slot(other, row.slot_id)
  await tell(other, `/api/plan_slot/${row.slot_id}/${now.pinned ? 'plan_unpin' : 'plan_pin'}`)
  await page.keyboard.press('Enter')
  await page.locator('[data-test=refusal]').waitFor()
}

async function seenSoon(page, other, row) {
  await until(async () => await page.locator('.wb-live.on').count() === 1, 'the stream')
  const took = []
  for (let i = 0; i < 5; i++) {
    const changed = page.evaluate((id) => new Promise((done) => {
      const locked = () => document.querySelectorAll(`[data-chip="${id}"] svg`).length
      const before = locked()
      const watch = new MutationObserver(() => {
        if (locked() === before) return
        watch.disconnect()
        done(performance.timeOrigin + performance.now())
      })
      watch.observe(document.querySelector('.time-board'), { subtree: true, childList: true })
    }), row.slot_id)
    const now = await slot(other, row.slot_id)
    const sent = Date.now()
    await tell(other, `/api/plan_slot/${row.slot_id}/${now.pinned ? 'plan_unpin' : 'plan_pin'}`)
    took.push(Math.round(await changed - sent))
    await new Promise((r) => setTimeout(r, 300))
  }
  took.sort((x, y) => x - y)
  console.log(`time board: a change is seen after ${took.join(', ')} ms`)
  holds(took[2] < 200, `the median of ${took.join(', ')} ms is under 200`)
}

async function sheet(page, row) {
  await chip(page, row.slot_id).click()
  await page.locator('[data-test=time-why] li').first().waitFor()
  await accessible(page)
  await page.locator('[data-test=sheet-close]').click()
  await page.locator('[data-test=time-sheet]').waitFor({ state: 'hidden' })
}

export async function timeBoard() {
  const page = await as('workshop_supervisor')
  const other = await as('workshop_manager')
  const desk = await as('service_adviser')
  await agreed(desk, 8)
  await desk.context().close()
  const day = await busiest(page)
  let movable = []
  await page.goto(`/time-board?day=${day}`)
  await page.locator('[data-chip]').first().waitFor()
  await test('time board: every car in the row that the server says', async () => { movable = await asTold(page, day) })
  await test('time board: what a car waits for is told', () => sheet(page, movable[0]))
  await test('time board: by arrow keys, Enter and Esc, and undone', () => byKeys(page, movable))
  await test('time board: a drag onto another car is refused with why', () => byMouse(page, movable))
  await test('time board: carried by a finger', () => byTouch(day, movable))
  await test('time board: two dispatchers', () => twoDispatchers(page, other, movable.at(-1)))
  await test('time board: a change is seen within 200 ms', () => seenSoon(page, other, movable.at(-1)))
  await page.locator('[data-test=by-bay]').click()
  await test('time board: by bays', async () => {
    const { rows } = await ask(page, `/api/reports/time_board?day=${day}&by=bay`)
    await until(async () => await page.locator('[data-lane]').count() >= rows.filter((row) => row.piece === 'lane').length, 'the bays')
    for (const row of rows.filter((one) => one.piece === 'planned' && one.bay_id))
      same(await page.locator(`[data-lane="${row.bay_id}"] [data-chip="${row.slot_id}"]`).count(), 1, `the bay of ${row.plate}`)
  })
  await page.locator('[data-test=by-technician]').click()
  page.wrong.splice(0)                    // the refusals that were asked for
  await everyWay(page, 'time-board')
  await byNight(page, 'time-board')
  await page.setViewportSize(sizes.desk)
  await page.locator('[data-test=wall]').click()
  await page.locator('[data-test=wall-off]').waitFor()
  await test('page: the time board on the wall', () => accessible(page))
  await page.context().close()
  await other.context().close()
}
