// A check sheet on the tablet: by touch and by keys, refused at its place, a photograph, a minute without a network, the
// second person's signature, finished; what failed goes on to be marked.
import { ask, at, closeDesks, holds, same, send, test, until } from './harness.mjs'
import { byNight, everyWay } from './pages.mjs'

const photo = {
  name: 'lamp.png', mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC', 'base64'),
}
const seen = {}
const item = (page, n) => page.locator(`[data-test=item-${n}]`)
const press = (page, n, result) => item(page, n).locator(`[data-test=result-${result}]`)

const answers = async (page) => (await ask(page, `/api/check_sheet/${seen.id}`)).answers

async function stored(page, n, result) {
  await until(async () => (await answers(page))[n - 1].result === result, `item ${n} is ${result} at the server`)
}

async function focusedIn(page, n, selector) {
  await until(() => page.evaluate(([at, what]) => document.activeElement?.matches(what) &&
    document.activeElement.closest(`[data-test=item-${at}]`) !== null, [n, selector]), `the focus on ${selector} of item ${n}`)
}

const standard = async (page, code) => (await ask(page, `/api/check_template?code=${code}&state=published`)).rows[0]

async function begin() {
  const page = await at('quality_assurance', { size: 'tablet', touch: true })
  seen.page = page
  seen.order = (await ask(page, '/api/repair_order?limit=2&business=in_work')).rows
  const { id } = await standard(page, 'FINAL-M')
  await page.goto(`/check_sheet/new?template_id=${id}&about=repair_order:${seen.order[0].id}`)
  await page.locator('[data-test=save]').tap()
  await page.locator('[data-test=sheet-state][data-state=open]').waitFor()
  seen.id = page.url().match(/check_sheet\/(\d+)/)[1]
  same(await page.locator('[data-item]').count(), (await answers(page)).length, 'every item of the standard')
}

async function byTouch() {
  const { page } = seen
  const box = await press(page, 1, 'pass').boundingBox()
  holds(box.height >= 48, `a result is ${box.height} px high`)
  await press(page, 1, 'pass').tap()
  await stored(page, 1, 'pass')
  page.expects = (text) => /422|check_sheet_answer/.test(text)
  await press(page, 1, 'none').tap()
  await item(page, 1).locator('.fault').waitFor()
  await press(page, 1, 'pass').tap()
  await item(page, 1).locator('.fault').waitFor({ state: 'detached' })
  await press(page, 3, 'pass').tap()
  await focusedIn(page, 3, '[data-cell=reading]')
  await page.keyboard.type('350')
  await page.keyboard.press('Enter')
  await until(async () => (await item(page, 3).locator('.fault').innerText()).includes('300'), 'the limit that it is beyond')
  await item(page, 3).locator('[data-cell=reading]').fill('230')
  await page.keyboard.press('Enter')
  await stored(page, 3, 'pass')
  same((await answers(page))[2].reading, 230000, 'the reading at the server')
  await item(page, 3).locator('.fault').waitFor({ state: 'detached' })
}

async function missing() {
  const { page } = seen
  page.expects = (text) => /409|check_sheet_finish/.test(text)
  await page.locator('[data-test=finish]').tap()
  const told = await page.locator('[data-test=finish-refusal]').innerText()
  const first = (await answers(page)).find((one) => one.result === null)
  holds(told.includes(first.title), `${told} names ${first.title}`)
  await focusedIn(page, 2, 'button')
  page.expects = () => false
}

async function byKeys() {
  const { page } = seen
  page.expects = (text) => /422|check_sheet_answer/.test(text)
  await page.keyboard.press('1')
  await focusedIn(page, 4, '[data-cell=reading]')
  await page.keyboard.type('240')
  await page.keyboard.press('Enter')
  await focusedIn(page, 4, 'button')
  await page.keyboard.press('1')
  await focusedIn(page, 5, 'button')
  await page.keyboard.press('1')
  await focusedIn(page, 6, 'button')
  // What failed wants words.
  await page.keyboard.press('2')
  await focusedIn(page, 6, '[data-test=note]')
  await page.keyboard.type('左前雾灯不亮')
  await page.keyboard.press('Enter')
  await focusedIn(page, 7, 'button')
  await page.keyboard.press('ArrowUp')
  await focusedIn(page, 6, 'button')
  await page.keyboard.press('ArrowDown')
  page.expects = () => false
  same((await answers(page)).slice(0, 6).map((one) => one.result), ['pass', 'pass', 'pass', 'pass', 'pass', 'fail'], 'at the server')
  await item(page, 6).locator('[data-test=camera]').setInputFiles(photo)
  await until(async () => (await answers(page))[5].photo !== null, 'the photograph at the server')
}

async function offline() {
  const { page } = seen
  page.expects = () => true
  await page.context().setOffline(true)
  await press(page, 7, 'none').tap()
  await item(page, 7).locator('[role=status]').waitFor()
  await page.context().setOffline(false)
  await stored(page, 7, 'none')
  await item(page, 7).locator('[role=status]').waitFor({ state: 'detached' })
  page.expects = () => false
  page.wrong.splice(0)
}

async function second() {
  const { page } = seen
  page.expects = (text) => /409|check_sheet_finish/.test(text)
  await page.locator('[data-test=finish]').tap()
  await until(async () => (await page.locator('[data-test=finish-refusal]').innerText()).includes('复核'), 'it waits for a second person')
  page.expects = () => false
  const other = await at('technician', { size: 'tablet', touch: true })
  await other.goto(`/check_sheet/${seen.id}`)
  await other.locator('[data-test=not-mine]').waitFor()
  same(await other.locator('[data-test^=result-]').count(), 0, 'ways to answer for somebody else')
  await other.locator('[data-test=command-check_sheet_countersign]').tap()
  // The inspector's tablet shows it by itself.
  await item(page, 5).locator('[data-test=second]').waitFor()
  same(other.wrong, [], 'console and requests')
}

async function finished() {
  const { page } = seen
  await page.locator('[data-test=conclusion]').fill('雾灯需返修')
  await page.locator('[data-test=finish]').tap()
  await page.locator('[data-test=sheet-state][data-state=failed]').waitFor()
  const sheet = await ask(page, `/api/check_sheet/${seen.id}`)
  same([sheet.failed, sheet.conclusion], [1, '雾灯需返修'], 'at the server')
  same(await page.locator('[data-test^=result-]').count(), 0, 'ways to change what is finished')
  const pdf = await page.request.get(`/api/check_sheet/${seen.id}/print/check_sheet_report?language=zh`)
  same([pdf.status(), pdf.headers()['content-type']], [200, 'application/pdf'], 'the report on paper')
  await item(page, 6).locator('[data-test=mark-bad]').tap()
  await page.locator('[data-test=field-what] input, [data-test=field-what] textarea').first().waitFor()
  holds((await page.locator('[data-test=field-what] input, [data-test=field-what] textarea').first().inputValue()).includes('左前雾灯不亮'),
    'what is wrong is written already')
  same(page.wrong, [], 'console and requests')
}

async function looks() {
  const { page } = seen
  const { id } = await standard(page, 'FINAL-M')
  const one = await send(page, '/api/check_sheet', { template_id: id, about: { entity: 'repair_order', id: seen.order[1].id } })
  const { answers: rows } = await ask(page, `/api/check_sheet/${one.id}`)
  await send(page, `/api/check_sheet/${one.id}/check_sheet_answer`, { answers: [
    { item_id: rows[0].item_id, result: 'pass' }, { item_id: rows[1].item_id, result: 'fail', note: '机油滤清器与工单不符' },
    { item_id: rows[6].item_id, result: 'none' }] })
  await page.goto(`/check_sheet/${one.id}`)
  await page.locator('[data-test=item-7][data-result=none]').waitFor()
  await everyWay(page, 'check-open')
  await byNight(page, 'check-open', 'tablet')
  await page.goto(`/check_sheet/${seen.id}`)
  await page.locator('[data-test=sheet-state][data-state=failed]').waitFor()
  await everyWay(page, 'check-done')
}

export async function check() {
  await test('check: a sheet is begun about an order', begin)
  await test('check: by touch; what will not do is told at its place', byTouch)
  await test('check: the finish names what is missing and goes there', missing)
  await test('check: by keys, item after item; a photograph', byKeys)
  await test('check: without a network an answer waits and is sent', offline)
  await test('check: safety waits for the signature of another', second)
  await test('check: finished, printed; what failed is marked', finished)
  await looks()
  await closeDesks()
}
