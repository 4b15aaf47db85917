// The desk: a known car with three lines opened by the keyboard alone, and its keys are counted; a new
// car and customer; the order on one screen; the customer's answer line by line.
import { ask, at, commandOf, holds, newWindow, logIn, same, store, test, until } from './harness.mjs'
import { fill, stands } from './controls.mjs'
import { accessible, everyWay } from './pages.mjs'

const plate = '粤B7Q3Z5'
const seen = {}

/** Counts what is pressed: every keydown that reaches the page. */
async function countKeys(page) {
  await page.evaluate(() => {
    window.wbKeys = 0
    document.addEventListener('keydown', () => window.wbKeys++, true)
  })
}

const keys = (page) => page.evaluate(() => window.wbKeys)

/** Waits until the focus stands in the thing marked so. */
async function focused(page, selector) {
  await until(() => page.evaluate((s) => document.activeElement?.closest(s) !== null, selector), `the focus in ${selector}`)
}

const type = (page, text) => page.keyboard.type(text, { delay: 15 })
const press = (page, key) => page.keyboard.press(key)

async function desk(page) {
  await page.goto('/reception')
  await focused(page, '[data-test=find-car]')
}

async function newCar() {
  const page = await at('service_adviser')
  await desk(page)
  await type(page, '没有这辆')
  await page.locator('[data-test=new-car]').waitFor()
  await page.locator('[data-test=find-car]').fill(plate)
  await page.locator('[data-test=new-car]', { hasText: plate }).waitFor()
  await press(page, 'Enter')
  const form = page.locator('[data-test=new-car-form]')
  await form.waitFor()
  same(await form.locator('[data-test=field-plate] input').inputValue(), plate, 'the plate that was typed')
  await fill(page, form, { series: '朗逸', name: '司徒静仪', phone: '123' })
  page.expects = (text) => /422|\/api\/party/.test(text)
  await form.locator('[data-test=save-car]').click()
  await form.locator('[data-test=field-phone] .fault').waitFor()
  page.expects = () => false
  await fill(page, form, { phone: '13911112222' })
  await form.locator('[data-test=save-car]').click()
  await page.locator('[data-test=car-card]', { hasText: plate }).waitFor()
  await focused(page, '[data-test=field-odometer_in]')
  await page.locator('[data-test=car-card]', { hasText: '司徒静仪' }).waitFor()
  // Nothing was typed about the visit: one may go without a question.
  await page.locator('[data-test=other-car]').click()
  await focused(page, '[data-test=find-car]')
}

async function threeLines() {
  const page = await at('service_adviser')
  await desk(page)
  await countKeys(page)
  await type(page, '7q3z')
  await page.locator('[data-test=found-car]', { hasText: plate }).waitFor()
  await press(page, 'Enter')
  await focused(page, '[data-test=field-odometer_in]')
  await type(page, '52000')
  await press(page, 'Enter')
  await focused(page, '[data-test=field-wish]')
  await press(page, 'Enter')
  await focused(page, '[data-test=what-0]')
  for (const [index, letters] of ['xby', 'flt-o', 'flf'].entries()) {
    await type(page, letters)
    await page.locator(`[data-test=what-${index}] [role=option]`).first().waitFor()
    await press(page, 'Enter')
    if (letters === 'flt-o') {
      await focused(page, '[data-test="field-lines[1].quantity"]')
      await press(page, 'Enter')
    }
    await focused(page, `[data-test=what-${index + 1}]`)
  }
  await until(async () => (await page.locator('[data-test=field-promised_at] input').first().inputValue()) !== '', 'a promise')
  await until(async () => (await page.locator('[data-test=preview-total]').innerText()).includes('120.00'), 'the preview of the total')
  await press(page, 'Control+Enter')
  await page.waitForURL(/\/repair_order\/\d+/)
  await page.locator('[data-test=title]').waitFor()
  seen.keys = await keys(page)
  console.log(`    ${seen.keys} keys from the plate to the open order`)
  holds(seen.keys <= 60, `${seen.keys} keys, 60 at most`)
  seen.order = new URL(page.url()).pathname.split('/')[2]
  const order = await ask(page, `/api/repair_order/${seen.order}`)
  same(order.lines.map((l) => [l.kind, l.title, l.quantity, l.amount]), [
    ['labour', '小保养：更换机油机滤', 500, 6000], ['part', '机油滤清器', 1000, 4500], ['other', '辅料费', 1000, 1500]], 'the lines')
  same([order.nature, order.category, order.odometer_in], ['maintenance', 'first', 52000], 'what follows from the first job')
}

async function onByKeys() {
  const page = await at('service_adviser')
  // The next step has the focus: Enter, the estimate; Enter, the customer's answer.
  await focused(page, '[data-test=command-repair_order_estimate]')
  await press(page, 'Enter')
  await stands(page, { business: 'estimated' })
  await focused(page, '[data-test=command-repair_order_approve]')
  await press(page, 'Enter')
  const dialog = page.locator('[data-test=approve]')
  await dialog.waitFor()
  await until(async () => await dialog.locator('[data-test=approve-total]').innerText() === '¥120.00', 'the total of all')
  await focused(page, '[data-test=approve]')
  await press(page, 'Tab')
  await press(page, 'Tab')
  await press(page, 'Space')
  await until(async () => await dialog.locator('[data-test=approve-total]').innerText() === '¥105.00', 'the total without the third')
  await accessible(page)
  await press(page, 'Control+Enter')
  await stands(page, { business: 'in_work', workshop: 'waiting' })
  same((await ask(page, `/api/repair_order/${seen.order}`)).total, 10500, 'what was agreed')
  // Whether the promise holds is for the workshop's plan to say, which knows the shifts and comes a moment later.
  const told = async () => (await ask(page, `/api/reports/order_watch?repair_order_id=${seen.order}`)).rows[0].health
  await until(async () => await page.locator('[data-test=promise]').getAttribute('data-health') === await told(), 'the promise as it stands')
  holds(['on_time', 'at_risk'].includes(await told()), `health ${await told()}`)
}

/** The link for the customer: told once, copied or scanned, closed on purpose; a telephone opens it. */
async function link() {
  const page = await at('service_adviser')
  const before = (await ask(page, `/api/customer_link?limit=200`)).rows.length
  await (await commandOf(page, 'repair_order_link')).focus()
  await press(page, 'Enter')
  await focused(page, '[data-test=dialog-repair_order_link]')
  await press(page, 'Control+Enter')
  const told = page.locator('[data-test=told]')
  await told.waitFor()
  await focused(page, '[data-test=copy-url]')
  const url = await told.locator('[data-test=told-url]').inputValue()
  holds(/^http.*\/c\/[\w-]{20,}$/.test(url), `the link: ${url}`)
  await told.locator('svg[data-test=qr-url] path').nth(1).waitFor()
  await press(page, 'Escape')
  await page.mouse.click(5, 5)
  same(await told.isVisible(), true, 'closed by chance')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await told.locator('[data-test=copy-url]').focus()
  await press(page, 'Enter')
  await until(async () => await page.evaluate(() => navigator.clipboard.readText()) === url, 'the copy')
  await accessible(page)
  await page.locator('[data-test=told-close]').focus()
  await press(page, 'Enter')
  await told.waitFor({ state: 'hidden' })
  await page.reload()
  await page.locator('[data-test=title]').waitFor()
  same(await page.getByText(url.split('/').pop()).count(), 0, 'the link, told again')
  same((await ask(page, '/api/customer_link?limit=200')).rows.length, before + 1, 'links')
  const phone = await newWindow({ size: 'phone' })
  await phone.goto(url)
  await phone.locator('input[name=digits]').waitFor()
  same(phone.wrong, [], 'console and requests of the telephone')
  await phone.context().close()
  await at('service_adviser')
}

/** A car that has been here and stands in no store now. */
async function carThatLeft(page) {
  const [gone, here] = await Promise.all(['delivered', 'received,estimated,in_work,settled'].map((states) =>
    ask(page, `/api/repair_order?business=${states}&limit=200`)))
  const inStore = new Set(here.rows.map((order) => order.vehicle_id))
  const order = gone.rows.find((one) => !inStore.has(one.vehicle_id))
  return ask(page, `/api/vehicle/${order.vehicle_id}`)
}

async function faults() {
  const page = await at('service_adviser')
  // A car that is here already: the server says so, and nothing typed is lost.
  await desk(page)
  await type(page, '13911112222')
  await page.locator('[data-test=found-car]', { hasText: plate }).waitFor()
  await press(page, 'Enter')
  await page.locator('[data-test=note-open_order]').waitFor()
  await focused(page, '[data-test=field-odometer_in]')
  await type(page, '52001')
  await page.locator('[data-test=what-0] input').focus()
  await type(page, 'sldw')
  await page.locator('[data-test=what-0] [role=option]').first().waitFor()
  await press(page, 'Enter')
  await focused(page, '[data-test=what-1]')
  page.expects = (text) => /409|\/api\/repair_order$/.test(text)
  await press(page, 'Control+Enter')
  await page.locator('[data-test=refusal]', { hasText: 'RO-' }).waitFor()
  page.expects = () => false
  same(await page.locator('[data-test=field-odometer_in] input').inputValue(), '52001', 'what was typed')
  await page.locator('[data-test=other-car]').click()
  await focused(page, '[data-test=find-car]')
}

/** Rows of a spreadsheet: a code, a part by its name, words of one's own without a price. */
async function pasted() {
  const page = await at('service_adviser')
  const car = await carThatLeft(page)
  await desk(page)
  await type(page, car.plate.slice(2))
  await page.locator('[data-test=found-car]', { hasText: car.plate }).waitFor()
  await press(page, 'Enter')
  await page.locator('[data-test=note-visit]').first().waitFor()
  await focused(page, '[data-test=field-odometer_in]')
  await type(page, String(car.odometer_km + 100))
  await page.locator('[data-test=what-0] input').focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'SLDW\t1\t180\n机油滤清器\t2\n其他\t外出救援\t1\t\n')
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await page.locator('[data-test=what-3]').waitFor()
  same(await page.locator('[data-test="field-lines[1].quantity"] input').inputValue(), '2', 'the pasted quantity')
  await focused(page, '[data-test=what-3]')
  page.expects = (text) => /422|\/api\/repair_order$/.test(text)
  await press(page, 'Control+Enter')
  await page.locator('[data-test="field-lines[2].price"] .fault').waitFor()
  page.expects = () => false
  await focused(page, '[data-test="field-lines[2].price"]')
  await type(page, '300')
  // Arrow keys go between lines; Ctrl+Delete takes one away.
  await press(page, 'ArrowUp')
  await focused(page, '[data-test="field-lines[1].price"]')
  await press(page, 'Control+Delete')
  await until(async () => await page.locator('[data-test="field-lines[1].price"] input').inputValue() === '300.00', 'the line that moved up')
  seen.car = car
}

/** A reload loses nothing, nobody's name is kept, leaving asks. */
async function draft() {
  const page = await at('service_adviser')
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.locator('[data-test=reception-form]').waitFor()
  same(await page.locator('[data-test=field-odometer_in] input').inputValue(), String(seen.car.odometer_km + 100), 'the kept odometer')
  same(await page.locator('[data-test="field-lines[1].price"] input').inputValue(), '300.00', 'the kept price')
  same(await page.locator('[data-test=what-0] input').inputValue(), '四轮定位', 'the kept job')
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage))
  const owner = await ask(page, `/api/party/${seen.car.owner_id}`)
  holds(!kept.includes(owner.name) && !kept.includes(owner.phone), 'a person in the draft')
  await page.locator('[data-test=nav-work]').click()
  await page.locator('.el-message-box').waitFor()
  await page.locator('.el-message-box__btns .el-button--primary').click()
  await page.waitForURL((url) => url.pathname === '/')
  same(await page.evaluate(() => Object.keys(sessionStorage).filter((k) => k.startsWith('workbay.draft')).length), 0, 'drafts left')
}

async function everywhere() {
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  await page.goto('/reception')
  await page.locator('[data-test=find-car]').waitFor()
  await everyWay(page, 'reception-empty')
  await everyWay(page, 'reception-find', async () => {
    await page.locator('[data-test=find-car]').fill('')
    await page.locator('[data-test=find-car]').fill('1391')
    await page.locator('[data-test=found-car]').first().waitFor()
  })
  await page.locator('[data-test=find-car]').fill('京A00001')
  await page.locator('[data-test=new-car]', { hasText: '京A00001' }).click()
  await page.locator('[data-test=new-car-form]').waitFor()
  await everyWay(page, 'reception-new')
  await page.goto('/reception')
  await page.locator('[data-test=find-car]').fill('13911112222')
  await page.locator('[data-test=found-car]', { hasText: plate }).click()
  await page.locator('[data-test=car-card]').waitFor()
  for (const [index, letters] of ['xby', 'flt-o'].entries()) {
    await page.locator(`[data-test=what-${index}] input`).fill(letters)
    await page.locator(`[data-test=what-${index}] [role=option]`).first().click()
  }
  await focused(page, '[data-test="field-lines[1].quantity"]')
  await press(page, 'Enter')
  await page.locator('[data-test=what-2]').waitFor()
  await everyWay(page, 'reception-form')
  await page.locator('[data-test=what-2] input').fill('制动')
  await page.locator('[data-test=what-2] [role=option]').nth(2).waitFor()
  await everyWay(page, 'reception-lines', () => page.locator('[data-test=what-2] input').focus())
  await page.evaluate(() => sessionStorage.clear())
  page.once('dialog', (dialog) => void dialog.accept())
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=promise]').waitFor()
  await page.locator('[data-test=order-walk]').waitFor()
  await everyWay(page, 'order-screen')
  await everyWay(page, 'told', async () => {
    await (await commandOf(page, 'repair_order_link')).click()
    await page.locator('[data-test=confirm-ok]').click()
    await page.locator('[data-test=told] svg path').nth(1).waitFor()
  }, async () => {
    await page.locator('[data-test=told-close]').click()
    await page.locator('[data-test=told]').waitFor({ state: 'hidden' })
  })
  await page.context().close()
}

export async function reception() {
  await test('desk: a new car and its owner, what is wrong at its field', newCar)
  await test('desk: a known car with three lines in sixty keys', threeLines)
  await test('desk: on to the estimate and the answer by keys', onByKeys)
  await test('desk: a link for the customer, told once', link)
  await test('desk: a car that is here already is refused, and nothing is lost', faults)
  await test('desk: pasted rows, a fault at its field, arrows and Delete', pasted)
  await test('desk: the draft, and leaving', draft)
  await everywhere()
}
