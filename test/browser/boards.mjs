// The visual language, and what the workshop, the desk and the manager look at all day.
import { join } from 'node:path'
import { ask, holds, logIn, newWindow, same, shots, sizes, store, test, until } from './harness.mjs'
import { fill } from './controls.mjs'
import { accessible, byNight, everyWay } from './pages.mjs'

let counted = 0

/** Tells the interface something with the session of a window; a refusal is an answer, too. */
export async function tell(page, path, body = {}) {
  const { csrf } = await ask(page, '/api/session')
  const answer = await page.request.post(path, { data: body, headers: { 'X-CSRF-Token': csrf, 'Idempotency-Key': `boards-${process.pid}-${++counted}` } })
  return { status: answer.status(), row: await answer.json() }
}

async function done(page, path, body = {}) {
  const { status, row } = await tell(page, path, body)
  holds(status < 300, `${path}: ${status} ${JSON.stringify(row)}`)
  return row
}

async function as(post, options = {}) {
  const page = await newWindow(options)
  await logIn(page, `${post}@${store}`)
  return page
}

/** Chosen, it stays so over a reload, whatever the system says; compact brings the rows together. */
async function chosen(page) {
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  const choose = async (name) => {
    await page.locator('[data-test=theme]').click()
    await page.locator(`[data-test=${name}]:visible`).click()
    await page.locator(`[data-test=${name}]:visible`).waitFor({ state: 'hidden' })
  }
  const height = async () => (await page.locator('tbody tr').first().boundingBox()).height
  await page.setViewportSize(sizes.desk)
  await page.goto('/')
  await page.locator('tbody tr').first().waitFor()
  await choose('theme-dark')
  same(await theme(), 'dark', 'chosen')
  await page.reload()
  await page.locator('tbody tr').first().waitFor()
  same(await theme(), 'dark', 'after a reload')
  await choose('theme-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  same(await theme(), 'light', 'chosen against the system')
  const roomy = await height()
  await choose('density-compact')
  holds(await height() < roomy, `a compact row is lower than ${roomy}`)
  await choose('density-roomy')
  same(await height(), roomy, 'roomy again')
  await page.setViewportSize(sizes.phone)
  await page.locator('[data-test=menu]').click()
  await choose('theme-dark')
  same(await theme(), 'dark', 'chosen on the phone')
  await page.locator('[data-test=menu]').click()
  await page.setViewportSize(sizes.desk)
  await choose('theme-system')
  same(await theme(), 'dark', 'as the system')
  await page.emulateMedia({ colorScheme: null })
}

/* --- the job board ------------------------------------------------------------------------------ */

/** So many cars are received besides those that are there. */
async function receive(page, n) {
  const party = (await ask(page, '/api/party?kind=person&limit=1')).rows[0]
  const made = []
  for (let i = 0; i < n; i++) {
    const car = await done(page, '/api/vehicle', { plate: `粤B${String(70100 + i)}`, owner_id: party.id, brand: '大众', series: '朗逸' })
    made.push((await done(page, '/api/repair_order', { vehicle_id: car.id, nature: 'repair', category: 'minor', odometer_in: 1000 + i,
      promised_at: new Date(Date.now() + (4 + i) * 3600000).toISOString(),
      lines: [{ kind: 'labour', title: '检查', quantity: 500, price: 120000000 }] })).id)
  }
  return made
}

/** Each card stands where the server says, with the health that the server says. */
async function asTold(page) {
  const { rows } = await ask(page, '/api/reports/job_board')
  await until(async () => await page.locator('[data-card]').count() === rows.length, `${rows.length} cards`)
  for (const row of rows) {
    const card = page.locator(`[data-test="column-${row.stage}"] [data-test=card-${row.repair_order_id}]`)
    same(await card.getAttribute('data-health'), row.health, `health of ${row.titles.vehicle_id}`)
    const words = await card.innerText()
    holds(words.includes(row.titles.vehicle_id) && words.includes(row.car), `the plate and the car of ${row.titles.vehicle_id}`)
    holds(!row.technician_id || words.includes(row.titles.technician_id), `the technician of ${row.titles.vehicle_id}`)
  }
  return rows
}

/** What another desk does to a card is on this board so many milliseconds after it was sent. */
async function seenAfter(board, desk, id) {
  const moved = board.evaluate((order) => new Promise((done) => {
    const column = () => document.querySelector(`[data-card="${order}"]`)?.closest('.column')?.dataset.test
    const before = column()
    const watch = new MutationObserver(() => {
      if (column() === before) return
      watch.disconnect()
      done(performance.timeOrigin + performance.now())
    })
    watch.observe(document.querySelector('.board'), { subtree: true, childList: true, attributes: true })
  }), id)
  const { csrf } = await ask(desk, '/api/session')
  const sent = Date.now()
  await desk.request.post(`/api/repair_order/${id}/repair_order_estimate`, { data: {}, headers: { 'X-CSRF-Token': csrf } })
  return await moved - sent
}

async function liveBoard(board, desk, orders) {
  let reads = 0
  board.on('request', (r) => { if (r.url().includes('/api/reports/job_board')) reads++ })
  await until(async () => await board.locator('.wb-live.on').count() === 1, 'the stream')
  const took = []
  for (const id of orders.slice(0, 5)) took.push(Math.round(await seenAfter(board, desk, id)))
  took.sort((a, b) => a - b)
  const cards = await board.locator('[data-card]').count()
  console.log(`board: ${cards} cards, a change is seen after ${took.join(', ')} ms, ${reads} reads for 5 changes`)
  holds(cards >= 40, `${cards} cards`)
  holds(took[2] < 200, `the median of ${took.join(', ')} ms is under 200`)
  holds(reads <= 15, `${reads} reads for 5 changes`)
}

async function boardKeys(page) {
  await page.setViewportSize(sizes.desk)
  const cards = page.locator('[data-card]')
  const at = () => page.evaluate(() => document.activeElement?.dataset.card)
  await cards.first().focus()
  const first = await at()
  await page.keyboard.press('ArrowRight')
  const right = await at()
  holds(right && right !== first, 'the next column')
  await page.keyboard.press('ArrowLeft')
  same(await at(), first, 'back again')
  await page.keyboard.press('ArrowDown')
  const down = await at()
  holds(down !== first, 'the next card')
  same(await page.locator('[data-card][tabindex="0"]').count(), 1, 'one stop for Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/repair_order/${down}`)
  await page.goBack()
  await cards.first().waitFor()
}

async function boardFilters(page, rows) {
  await page.locator('[data-test=health-late]').click()
  const late = rows.filter((row) => row.health === 'late').length
  await until(async () => await page.locator('[data-card]').count() === late, `${late} late cards`)
  await page.reload()
  await until(async () => await page.locator('[data-card]').count() === late, 'still so after a reload')
  await page.locator('[data-test=health-late]').click()
  const who = rows.find((row) => row.technician_id)
  const his = rows.filter((row) => row.technician_id === who.technician_id).length
  await page.locator('[data-test=board-technician]').click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: who.titles.technician_id }).click()
  await until(async () => await page.locator('[data-card]').count() === his, `${his} cards of ${who.titles.technician_id}`)
  await page.goto('/board')
  await page.locator('[data-card]').first().waitFor()
}

async function onTheWall(page) {
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.plate')).fontSize))
  const small = await size()
  await page.locator('[data-test=wall]').click()
  await page.locator('[data-test=wall-off]').waitFor()
  holds(await size() > small, 'the plates are larger')
  same(await page.locator('header').first().isVisible(), false, 'no head')
  same(await page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'dark')
  await page.setViewportSize({ width: 1920, height: 1080 })
  const out = () => page.evaluate(() => [...document.querySelectorAll('[data-card]')].map((card) => card.getBoundingClientRect())
    .filter((at) => at.left < 0 || at.top < 0 || at.right > innerWidth || at.bottom > innerHeight).length)
  holds(await page.locator('[data-card]').count() >= 40, 'forty cars')
  await until(async () => await out() === 0, 'all of them on one screen')
  if (process.env.WORKBAY_SHOOT === '1') await page.screenshot({ path: join(shots, 'board-wall.png') })
  await page.setViewportSize(sizes.desk)
  await page.keyboard.press('Escape')
  await page.locator('[data-test=wall]').waitFor()
  same(await page.evaluate(() => document.documentElement.dataset.theme), 'light', 'light again')
}

async function board() {
  const page = await as('workshop_supervisor')
  const desk = await as('service_adviser')
  const orders = await receive(desk, 32)
  await page.locator('[data-test=nav-board]').click()
  let rows = []
  await test('board: every car where the server says, and as late', async () => { rows = await asTold(page) })
  await test('board: filtered by health and technician', () => boardFilters(page, rows))
  await test('board: by arrow keys, opened by Enter', () => boardKeys(page))
  await test('board: 40 cars, a change is seen within 200 ms', () => liveBoard(page, desk, orders))
  await test('board: on the wall', () => onTheWall(page))
  await everyWay(page, 'board')
  await byNight(page, 'board')
  await page.goto('/board?wall=1')
  await page.locator('[data-card]').first().waitFor()
  await test('page: the wall', async () => {
    await accessible(page)
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
  await desk.context().close()
}

/* --- the appointments of a day ------------------------------------------------------------------- */

async function bookings() {
  const page = await as('receptionist')
  const load = async () => (await page.locator('[data-test=day-load]').innerText()).match(/\d+/)[0]
  await page.locator('[data-test=nav-bookings]').click()
  await page.locator('[data-test=day-after]').click()
  await page.locator('[data-test^=appointment-]').first().waitFor()
  let row, empty
  await test('bookings: a free slot that is clicked is booked', async () => {
    const car = (await ask(page, '/api/vehicle?limit=1')).rows[0]
    const before = Number(await load())
    empty = await page.locator('[data-test=slot-480]').innerText()
    await page.locator('[data-test=slot-480]').click()
    const form = page.locator('[data-test=book-form]')
    same(await form.locator('[data-test=field-slot] input').inputValue(), '8:00', 'the slot')
    await fill(page, form, { vehicle_id: car.plate, channel: '客户来电', kind: '保养', minutes: '60', wish: '常规保养' })
    await form.locator('[data-test=confirm-ok]').click()
    await form.waitFor({ state: 'hidden' })
    await until(async () => Number(await load()) === before + 60, `${before + 60} minutes booked`)
    row = page.locator('[data-test^=appointment-]', { hasText: '常规保养' })
    holds((await row.innerText()).includes(car.plate), 'the car')
  })
  await test('bookings: confirmed by its button, moved and kept by the keyboard', async () => {
    await row.locator('[data-test=do-appointment_confirm]').click()
    await row.locator('.wb-tone', { hasText: '已确认' }).waitFor()
    await row.locator('[data-test=do-appointment_reschedule]').focus()
    await page.keyboard.press('Enter')
    const slot = page.locator('[data-test=dialog-appointment_reschedule] [data-test=field-slot] input')
    await until(async () => await slot.inputValue() === '8:00', 'its own slot is suggested')
    await slot.fill('8:30')
    await page.keyboard.press('Control+Enter')
    await row.locator('.time', { hasText: '8:30' }).waitFor()
    await until(async () => await page.locator('[data-test=slot-480]').innerText() === empty, 'the slot is free again')
    same(await row.locator('[data-test=do-appointment_miss]').count(), 0, 'nobody is missing before his time')
    await row.locator('[data-test=do-appointment_arrive]').click()
    await row.locator('.wb-tone', { hasText: '已到店' }).waitFor()
  })
  await test('bookings: another desk is seen at once, and the day is printed without buttons', async () => {
    const other = await as('service_adviser')
    const day = new URL(page.url()).searchParams.get('day')
    const free = (await ask(other, `/api/appointment?day=${day}&state=pending&limit=1`)).rows[0]
    await done(other, `/api/appointment/${free.id}/appointment_cancel`, { reason: '客户改主意' })
    await page.locator(`[data-test=appointment-${free.id}] .wb-tone`, { hasText: '已取消' }).waitFor()
    await other.context().close()
    await page.emulateMedia({ media: 'print' })
    same(await page.locator('.act:visible, .load:visible, header:visible').count(), 0, 'on paper')
    holds(await page.locator('[data-test^=appointment-]:visible').count() > 1, 'the rows on paper')
    await page.emulateMedia({ media: null })
  })
  await everyWay(page, 'bookings')
  await byNight(page, 'bookings')
  await page.context().close()
}

/* --- the manager's day --------------------------------------------------------------------------- */

async function today() {
  const page = await as('store_general_manager')
  await page.locator('[data-test=nav-today]').click()
  await page.locator('[data-test=figure-late]').waitFor()
  await test('today: each figure is as long as the list that it opens', async () => {
    const { rows } = await ask(page, '/api/reports/store_day')
    for (const row of rows.filter((one) => one.count !== null)) {
      const figure = page.locator(`[data-test=figure-${row.measure}]`)
      same(await figure.locator('b').innerText(), String(row.count), row.measure)
      const list = await ask(page, `/api${await figure.getAttribute('href')}`)
      same(list.total, row.count, `${row.measure}: the list`)
    }
    holds(rows.find((one) => one.measure === 'in_store').count > 5, 'cars in the store')
    const late = rows.find((one) => one.measure === 'late').count
    await page.locator('[data-test=figure-late]').click()
    await until(async () => await page.locator('tr[data-row]').count() === late, `${late} rows`)
    await page.goBack()
  })
  await everyWay(page, 'today')
  await byNight(page, 'today', 'phone')
  await page.context().close()
}

export async function boards() {
  const page = await as('service_adviser')
  await test('theme: what is chosen stays, in colour and in density', () => chosen(page))
  await page.context().close()
  await board()
  await bookings()
  await today()
}
