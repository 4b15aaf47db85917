// The parts counter with a scanner: goods received, a part's stock, an order's parts issued one scan at a time
// and taken back; the order that is short stands first, without reload.
import { ask, at, logIn, newWindow, same, send, store, test, until } from './harness.mjs'
import { accessible, byNight, everyWay } from './pages.mjs'

const seen = {}
const code = { a: '6900000000014', b: '6900000000021' }
const press = (page, key) => page.keyboard.press(key)

async function focused(page, selector) {
  await until(() => page.evaluate((s) => document.activeElement?.closest(s) !== null, selector), `the focus in ${selector}`)
}

/** As a scanner does: the letters at once, and Enter. */
async function scan(page, text) {
  await focused(page, '[data-test=scan]')
  await page.keyboard.insertText(text)
  await press(page, 'Enter')
}

const stock = async (page, part) =>
  (await ask(page, `/api/stock_balance?part_id=${part}`)).rows.map((row) => [row.on_hand, row.reserved])[0]

async function goods() {
  const keeper = await at('parts_manager')
  const part = (name, barcode, more) => send(keeper, '/api/part', {
    code: name, name: `测试件 ${name}`, unit: '只', origin: 'original', price: 50_000_000, barcode, ...more })
  seen.a = (await part('ZZ-A', code.a, { minimum: 5000 })).id
  seen.b = (await part('ZZ-B', code.b)).id
  await send(await at('service_adviser'), '/api/party', { name: '顺通配件商行', kind: 'supplier' })
  const page = await at('storekeeper')
  await page.locator('[data-test=nav-parts-counter]').focus()
  await press(page, 'Enter')
  await focused(page, '[data-test=scan]')
  await page.locator('[data-test=mode-receive]').focus()
  await press(page, 'Space')
  await focused(page, '[data-test=scan]')
  await page.locator('#counter-supplier').fill('顺通')
  await page.locator('.el-select-dropdown__item:visible', { hasText: '顺通配件商行' }).click()
  await page.locator('[data-test=scan]').focus()
  await scan(page, code.a)
  // A new part asks how many and for how much; then back to the scanner.
  await focused(page, '[data-test=receive-ZZ-A]')
  await press(page, 'Enter')
  await page.keyboard.type('30')
  await press(page, 'Enter')
  await scan(page, code.a)
  await scan(page, code.a)
  await until(async () => await page.locator('[data-test=receive-ZZ-A] [data-cell=quantity]').inputValue() === '3', 'three scanned')
  await accessible(page)
  await press(page, 'Control+Enter')
  await page.locator('[data-test=receive-ZZ-A]').waitFor({ state: 'detached' })
  same(await stock(page, seen.a), [3000, 0], 'the stock')
}

async function stockOf() {
  const page = await at('storekeeper')
  await page.locator('[data-test=mode-issue]').focus()
  await press(page, 'Space')
  await scan(page, 'zz-a')
  await page.locator('[data-test=part-free]', { hasText: '3 只' }).waitFor()
  await page.locator('[data-test=counter-part] [role=status]').waitFor()
  await scan(page, '6999999999997')
  await page.locator('[data-test=scan-wrong]').waitFor()
  await press(page, 'Escape')
}

/** An order of the desk shows at the counter by itself, and first, for it is short. */
async function wanted() {
  const desk = await at('service_adviser')
  const car = await send(desk, '/api/vehicle', {
    plate: '粤B6P6P6', owner_id: (await send(desk, '/api/party', { name: '端木赐', kind: 'person', phone: '13700001111' })).id })
  const page = await at('storekeeper')
  const order = await send(desk, '/api/repair_order', {
    vehicle_id: car.id, nature: 'repair', category: 'minor', odometer_in: 1000, promised_at: new Date(Date.now() + 86_400_000).toISOString(),
    lines: [{ kind: 'labour', title: '更换', quantity: 1000, price: 100_000_000 }, { kind: 'part', part_id: seen.a, quantity: 2000 },
      { kind: 'part', part_id: seen.b, quantity: 1000 }] })
  seen.order = order.id
  await send(desk, `/api/repair_order/${order.id}/repair_order_estimate`, {})
  await send(desk, `/api/repair_order/${order.id}/repair_order_approve`, { total: 25000 })
  await page.locator(`[data-test=wanted-${order.id}]`, { hasText: '粤B6P6P6' }).waitFor()
  const states = await page.locator('#parts-wanted li').evaluateAll((all) => all.map((one) => one.innerText.includes('缺')))
  same(states, [...states].sort((a, b) => Number(b) - Number(a)), 'the short ones first')
  same(await stock(page, seen.a), [3000, 2000], 'what is set aside')
}

async function issued() {
  const page = await at('storekeeper')
  await page.locator('[data-test=scan]').focus()
  await scan(page, '6P6P6')
  const line = page.locator('[data-test=counter-order] [data-test=part-line-ZZ-A]')
  await line.waitFor()
  await press(page, 'Control+Enter')
  await page.locator('[data-test=counter-order] [data-test=refusal]').waitFor()
  const picked = () => line.locator('[data-cell=quantity]').inputValue()
  await scan(page, code.a)
  await until(async () => await picked() === '1', 'one on the counter')
  await scan(page, code.a)
  await until(async () => await picked() === '2', 'two on the counter')
  await scan(page, code.a)
  await page.locator('[data-test=counter-order] [data-test=refusal]', { hasText: '2' }).waitFor()
  same(await picked(), '2', 'no more than is owed')
  await accessible(page)
  await press(page, 'Control+Enter')
  await until(async () => (await line.innerText()).includes('2/2'), 'issued')
  const order = await ask(page, `/api/repair_order/${seen.order}`)
  same([order.parts, ...order.lines.filter((one) => one.kind === 'part').map((one) => one.issued)], ['short', 2000, 0], 'the order')
  same(await stock(page, seen.a), [1000, 0], 'the stock')
  await focused(page, '[data-test=scan]')
}

async function refused() {
  const page = await at('storekeeper')
  page.expects = (text) => /409|422|repair_order_issue/.test(text)
  await scan(page, code.b)
  await until(async () => await page.locator('[data-test=part-line-ZZ-B] [data-cell=quantity]').inputValue() === '1', 'one on the counter')
  await press(page, 'Control+Enter')
  await page.locator('[data-test=counter-order] [data-test=refusal]', { hasText: '测试件 ZZ-B' }).waitFor()
  page.expects = () => false
  same((await ask(page, `/api/repair_order/${seen.order}`)).lines.map((one) => one.issued), [0, 2000, 0], 'what was issued all the same')
}

async function back() {
  const page = await at('storekeeper')
  await page.locator('[data-test=mode-back]').focus()
  await press(page, 'Space')
  await scan(page, code.a)
  await until(async () => await page.locator('[data-test=part-line-ZZ-A] [data-cell=quantity]').inputValue() === '1', 'one that comes back')
  await press(page, 'Control+Enter')
  await until(async () => (await page.locator('[data-test=part-line-ZZ-A]').innerText()).includes('1/2'), 'taken back')
  same(await stock(page, seen.a), [2000, 1000], 'the stock')
  // The code of a job card is its address.
  await page.locator('[data-test=mode-issue]').focus()
  await press(page, 'Space')
  await scan(page, `https://store.example/go/part/${seen.a}`)
  await until(async () => await page.locator('[data-test=part-line-ZZ-A] [data-cell=quantity]').inputValue() === '1', 'scanned by its QR code')
  same(page.wrong, [], 'console and requests')
}

/** What a technician asks for from the bench is answered here, with a word when it is declined. */
async function asked() {
  const boss = await at('workshop_supervisor')
  const [person] = (await ask(boss, `/api/employee?q=${encodeURIComponent(await nameOf('technician'))}`)).rows
  await send(boss, `/api/repair_order/${seen.order}/repair_order_dispatch`, { technician_id: person.id })
  const bench = await at('technician')
  const [job] = (await ask(bench, `/api/assignment?repair_order_id=${seen.order}`)).rows
  const made = await send(bench, `/api/assignment/${job.id}/assignment_ask_part`, { what: '制动液', quantity: 1000 })
  const request = made.created.find((one) => one.entity === 'part_request').id
  const page = await at('storekeeper')
  const row = page.locator(`[data-test=request-${request}]`)
  await row.locator('[data-test=part_request_decline]').click()
  await page.locator('.el-dialog [data-test=field-answer] input').fill('车间自备')
  await press(page, 'Control+Enter')
  await row.waitFor({ state: 'detached' })
  same((await ask(page, `/api/part_request/${request}`)).answer, '车间自备', 'the answer')
  await send(bench, `/api/assignment/${job.id}/assignment_ask_part`, { what: '卡扣', quantity: 4000 })
}

async function nameOf(post) {
  const page = await at(post)
  return (await ask(page, '/api/session')).user.title
}

async function everywhere() {
  const page = await newWindow()
  await logIn(page, `storekeeper@${store}`)
  await page.goto('/parts-counter')
  await page.locator('#parts-wanted li').first().waitFor()
  await page.locator('[data-test=requests] li').first().waitFor()
  await everyWay(page, 'counter')
  await page.locator(`[data-test=wanted-${seen.order}]`).click()
  await page.locator('[data-test=part-line-ZZ-A]').waitFor()
  await everyWay(page, 'counter-order')
  await byNight(page, 'counter-order')
  await page.locator('[data-test=scan]').fill('机油')
  await press(page, 'Enter')
  await page.locator('#parts-found li').nth(1).waitFor()
  await everyWay(page, 'counter-found')
  await page.goto('/parts-counter')
  await scan(page, code.a)
  await page.locator('[data-test=counter-part] li', { hasText: '粤B6P6P6' }).waitFor()
  await everyWay(page, 'counter-part')
  await byNight(page, 'counter-part')
  await page.locator('[data-test=mode-receive]').check()
  await scan(page, code.a)
  await page.locator('[data-test=receive-ZZ-A]').waitFor()
  await everyWay(page, 'counter-receive')
  await page.context().close()
}

export async function counter() {
  await test('counter: goods received by scanner', goods)
  await test('counter: the stock of a part, and a code that nobody knows', stockOf)
  await test('counter: an order that is short comes first, live', wanted)
  await test('counter: issued scan by scan, never more than is owed', issued)
  await test('counter: what is not there is refused', refused)
  await test('counter: taken back', back)
  await test('counter: what a technician asks for', asked)
  await everywhere()
}
