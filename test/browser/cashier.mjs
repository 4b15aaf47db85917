// The till by keyboard: a shift opened, a payer found by his plate, paid by three methods at once with change,
// a slip at the printer; refused is refused; the shift counted, its difference told, and closed.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, at, holds, logIn, newWindow, same, send, store, test, until } from './harness.mjs'
import { accessible, byNight, everyWay } from './pages.mjs'

const seen = {}
const type = (page, text) => page.keyboard.type(text, { delay: 10 })
const press = (page, key) => page.keyboard.press(key)
const yuan = (fen) => (fen / 100).toFixed(2)

async function focused(page, selector) {
  await until(() => page.evaluate((s) => document.activeElement?.closest(s) !== null, selector), `the focus in ${selector}`)
}

/** Something to be paid, by the settlement clerk: sundry income of this payer. */
async function settle(name, fen) {
  const desk = await at('settlement_clerk')
  const party = await send(desk, '/api/party', { name, kind: 'person' })
  return (await send(desk, '/api/settlement', { party_id: party.id, labour_total: fen })).id
}

async function shift() {
  seen.big = await settle('尉迟敬德', 41800)
  seen.small = await settle('百里奚', 9900)
  const page = await at('cashier')
  await page.locator('[data-test=nav-cashier]').focus()
  await press(page, 'Enter')
  await focused(page, '[data-test=find-due]')
  await page.locator(`[data-test=due-${seen.big}]`).waitFor()
  await page.locator('[data-test=till] [data-test=float]').focus()
  await type(page, '500')
  await press(page, 'Enter')
  await page.locator('[data-test=shift]').waitFor()
  same((await ask(page, '/api/cash_shift?state=open')).rows.map((row) => row.opening_float), [50000], 'the open shift')
}

async function several() {
  const page = await at('cashier')
  await page.locator('[data-test=find-due]').focus()
  await type(page, '尉迟')
  await until(async () => await page.locator('#dues li').count() === 1, 'one payer left')
  await press(page, 'Enter')
  await focused(page, '[data-test=pay-cash]')
  // 200 in notes for 180 of it, 138 by WeChat, the rest by card.
  await type(page, '180')
  await press(page, 'Enter')
  await type(page, '200')
  await press(page, 'Enter')
  await focused(page, '[data-test=pay-wechat]')
  await type(page, '138')
  await press(page, 'Enter')
  await type(page, '4200010')
  await page.locator('[data-test=pay-card] [data-cell=amount]').focus()
  await press(page, '=')
  await until(async () => (await page.locator('[data-test=pay-rest]').innerText()).includes('0.00'), 'nothing left open')
  same(await page.locator('[data-test=pay-card] [data-cell=amount]').inputValue(), '100.00', 'the rest on the card')
  holds((await page.locator('[data-test=pay-change]').innerText()).includes('20.00'), 'the change')
  await accessible(page)
  await press(page, 'Control+Enter')
  await page.locator('[data-test=taken]', { hasText: '20.00' }).waitFor()
  const { rows } = await ask(page, `/api/payment?settlement_id=${seen.big}`)
  same(rows.map((row) => [row.method, row.amount, row.given]).sort(),
    [['card', 10000, 0], ['cash', 18000, 20000], ['wechat', 13800, 0]], 'the payments')
  same((await ask(page, `/api/settlement/${seen.big}`)).state, 'paid', 'the settlement')
  await focused(page, '[data-test=find-due]')
  await page.locator(`[data-test=due-${seen.big}]`).waitFor({ state: 'detached' })
  // A slip for each went to the printer.
  const printer = join(process.env.WORKBAY_DATA, 'printer')
  await until(() => existsSync(printer) && readdirSync(printer).length >= 3, 'the slips')
}

async function refused() {
  const page = await at('cashier')
  await page.locator('[data-test=find-due]').fill('百里')
  await press(page, 'Enter')
  await focused(page, '[data-test=pay-cash]')
  page.expects = (text) => /409|422|settlement_receive/.test(text)
  await press(page, 'Control+Enter')
  await page.locator('[data-test=pay] [data-test=refusal]').waitFor()
  await page.locator('[data-test=pay-cash] [data-cell=amount]').fill('99')
  await page.locator('[data-test=pay-cash] [data-cell=given]').fill('50')
  await press(page, 'Control+Enter')
  await page.locator('[data-test=pay-cash] .fault').waitFor()
  await focused(page, '[data-test=pay-cash]')
  await page.locator('[data-test=pay-cash] [data-cell=given]').fill('')
  await page.locator('[data-test=pay-wechat] [data-cell=amount]').fill('1')
  await press(page, 'Control+Enter')
  await page.locator('[data-test=pay] [data-test=refusal]', { hasText: '0.00' }).waitFor()
  page.expects = () => false
  same((await ask(page, `/api/settlement/${seen.small}`)).paid, 0, 'what was taken all the same')
  await page.locator('[data-test=pay-wechat] [data-cell=amount]').fill('')
  await page.locator('[data-test=pay-cash] [data-cell=given]').focus()
  await press(page, 'Control+Enter')
  await page.locator('[data-test=taken]').waitFor()
  same((await ask(page, `/api/settlement/${seen.small}`)).state, 'paid', 'the settlement')
  same(await page.locator('[data-test^=reverse-]').count(), 0, 'reversing without the duty')
}

/** Whoever may reverse does so at the payment, with the reason; the till sees it at once. */
async function reversed() {
  const page = await at('cashier')
  const { rows } = await ask(page, `/api/payment?settlement_id=${seen.small}`)
  const boss = await at('finance_manager')
  await boss.goto(`/payment/${rows[0].id}`)
  await boss.locator('[data-test=command-payment_reverse]').click()
  await boss.locator('.el-dialog [data-test=field-reason] input').fill('收错方式')
  await boss.locator('[data-test=confirm-ok]').click()
  await boss.locator('[data-test=state-state][data-state=reversed]').waitFor()
  const till = await at('cashier')
  await till.locator(`[data-test=due-${seen.small}]`).waitFor()
  await until(async () => (await till.locator('[data-test=till-cash]').innerText()).includes('680.00'), 'the cash that should be there')
}

async function closed() {
  const page = await at('cashier')
  await page.locator('[data-test=count]').focus()
  await press(page, 'Enter')
  await page.locator('[data-test=till-cash] [data-cell=counted]').fill('679.5')
  await page.locator('[data-test=till-wechat] [data-cell=counted]').fill('138')
  page.expects = (text) => /409|422|cash_shift_close/.test(text)
  await press(page, 'Control+Enter')
  await page.locator('[data-test=till-refusal]', { hasText: '银行卡' }).waitFor()
  await page.locator('[data-test=till-card] [data-cell=counted]').fill('100')
  holds((await page.locator('[data-test=till-cash]').innerText()).includes('-0.50'), 'the difference before closing')
  await press(page, 'Control+Enter')
  await page.locator('[data-test=shift-note][aria-invalid]').waitFor()
  page.expects = () => false
  await page.locator('[data-test=shift-note]').fill('找零少收五角')
  await press(page, 'Enter')
  await page.locator('[data-test=shift-closed]', { hasText: '-0.50' }).waitFor()
  const { rows } = await ask(page, '/api/cash_shift?state=closed')
  same(rows.map((row) => [row.difference, row.note]), [[-50, '找零少收五角']], 'the closed shift')
  await page.locator('[data-test=float]').waitFor()
  same(page.wrong, [], 'console and requests')
}

async function everywhere() {
  await settle('深圳市南山区顺达汽车租赁服务有限公司', 123456789)
  const page = await newWindow()
  await logIn(page, `cashier@${store}`)
  await page.goto('/cashier')
  await page.locator('#dues li').first().waitFor()
  await everyWay(page, 'cashier')
  await page.locator('[data-test=float]').fill('300')
  await page.locator('[data-test=open-shift]').click()
  await page.locator('[data-test=count]').click()
  await page.locator('#dues li', { hasText: '顺达汽车租赁服务' }).click()
  await page.locator('[data-test=pay]').waitFor()
  await page.locator('[data-test=pay-cash] [data-cell=given]').fill('2000000')
  await everyWay(page, 'cashier-pay')
  await byNight(page, 'cashier-pay')
  await page.locator('[data-test=find-due]').fill('查无此人')
  await page.locator('[data-test=none-due]').waitFor()
  await everyWay(page, 'cashier-none')
  await page.context().close()
}

export async function cashier() {
  await test('till: a shift is opened by keys', shift)
  await test('till: three methods at once, the change, the slips', several)
  await test('till: what is wrong is told where it is, and nothing is taken', refused)
  await test('till: reversed by whoever may, seen at once', reversed)
  await test('till: counted, the difference told, closed', closed)
  await everywhere()
}
