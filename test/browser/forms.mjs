// Forms lose nothing: what was typed outlives a reload, a log-in that ran out, a lost network, a colleague's
// change and an impatient hand; lines by keyboard and from a spreadsheet; lists kept; reports drilled.
import { ask, base, holds, logIn, newWindow, password, same, store, test, until } from './harness.mjs'
import { accessible } from './pages.mjs'
import { fillField, here, save } from './controls.mjs'
import { everyWay } from './pages.mjs'
import { send } from './frame.mjs'

const form = (page) => page.locator('#wb-form')
const value = (page, name) => page.locator(`[data-test="field-${name}"] input, [data-test="field-${name}"] textarea`).first().inputValue()

async function drafts(page) {
  await test('form: a draft outlives a reload and a closed window, is told, and discarded', async () => {
    await page.goto('/party/new')
    await fillField(page, form(page), 'name', '草稿客户')
    await page.reload()
    await page.locator('[data-test=draft]').waitFor()
    same(await value(page, 'name'), '草稿客户', 'after a reload')
    const other = await page.context().newPage()
    await page.close({ runBeforeUnload: false })
    await other.goto('/party/new')
    await other.locator('[data-test=draft]').waitFor()
    same(await value(other, 'name'), '草稿客户', 'in another window of the same person')
    await other.locator('[data-test=draft-drop]').click()
    await until(async () => await value(other, 'name') === '', 'discarded')
    await other.reload()
    await other.locator('[data-test=field-name]').waitFor()
    same(await other.locator('[data-test=draft]').count(), 0, 'for good')
    other.wrong = page.wrong
    page = other
  })
  await test('form: logging out leaves no draft to the next one', async () => {
    await fillField(page, form(page), 'name', '不该留下')
    same(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('workbay.draft:')).length), 1, 'kept')
    await page.locator('[data-test=user-menu]').click()
    await page.locator('[data-test=logout]').click()
    await page.locator('.el-message-box__btns .el-button--primary').click()
    await page.locator('[data-test=login-user]').waitFor()
    same(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('workbay.draft:')).length), 0, 'nothing')
  })
  return page
}

async function closedLogIn() {
  const page = await newWindow()
  await logIn(page, `receptionist@${store}`)
  await test('form: a log-in that ran out is renewed in place, and the same press of the button saves', async () => {
    await page.goto('/party/new')
    await fillField(page, form(page), 'name', '登录过期客户')
    await fillField(page, form(page), 'kind', '个人')
    const session = await ask(page, '/api/session')
    const out = await page.request.delete(`${base}/api/session`, { headers: { 'X-CSRF-Token': session.csrf } })
    holds(out.ok(), 'the session is over')
    page.expects = (text) => /401|api/.test(text)
    await form(page).locator('[data-test=save]').click()
    await page.locator('[data-test=again-password]').waitFor()
    await page.locator('[data-test=again-password]').fill('wrong')
    await page.locator('[data-test=again-submit]').click()
    await page.locator('.el-dialog .wb-refusal').waitFor()
    same(await value(page, 'name'), '登录过期客户', 'what was typed')
    await page.locator('[data-test=again-password]').fill(password)
    await page.locator('[data-test=again-submit]').click()
    await page.locator('[data-test=title]').waitFor()
    same(await page.locator('[data-test=title]').innerText(), '登录过期客户', 'saved')
    same((await ask(page, `/api/party?q=${encodeURIComponent('登录过期客户')}`)).rows.length, 1, 'once')
    page.expects = () => false
    page.wrong.length = 0
  })
  return page
}

async function twoAtOnce(page) {
  const other = await newWindow()
  await logIn(other, `service_adviser@${store}`)
  const change = async (id, body) => {
    const row = await ask(other, `/api/party/${id}`)
    await send(other, `/api/party/${id}`, body, { method: 'PATCH', headers: { 'If-Match': `"${row.version}"` } })
  }
  const made = await send(page, '/api/party', { name: '两人同改', kind: 'person', note: '原备注' })
  await test('form: a colleague changed the same fields: both values, and one chooses field by field', async () => {
    await page.goto(`/party/${made.id}/edit`)
    await fillField(page, form(page), 'name', '我改的名字')
    await fillField(page, form(page), 'note', '我的备注')
    await change(made.id, { name: '同事改的名字', note: '同事的备注', address: '深南大道 1 号' })
    page.expects = (text) => /412|\/api\/party/.test(text)
    await form(page).locator('[data-test=save]').click()
    await page.locator('[data-test=stale]').waitFor()
    page.expects = () => false
    const row = page.locator('[data-test=stale-name]')
    holds((await row.innerText()).includes('同事改的名字') && (await row.innerText()).includes('我改的名字'), 'both values')
    holds(await page.locator('[data-test=stale-save]').isDisabled(), 'nothing is chosen for one')
    await everyWay(page, 'stale')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.locator('[data-test=language-zh]').first().click()
    await row.locator('[data-test=take-theirs]').check()
    await page.locator('[data-test=stale-note] [data-test=take-mine]').check()
    await page.locator('[data-test=stale-save]').click()
    await page.locator('[data-test=title]').waitFor()
    const now = await ask(page, `/api/party/${made.id}`)
    same([now.name, now.note, now.address], ['同事改的名字', '我的备注', '深南大道 1 号'], 'as chosen')
  })
  await test('form: changes in other fields are kept side by side', async () => {
    await page.goto(`/party/${made.id}/edit`)
    await fillField(page, form(page), 'note', '第三版')
    await change(made.id, { address: '科苑路 9 号' })
    page.expects = (text) => /412|\/api\/party/.test(text)
    await form(page).locator('[data-test=save]').click()
    await page.locator('[data-test=stale-save]').click()
    await page.locator('[data-test=title]').waitFor()
    page.expects = () => false
    const now = await ask(page, `/api/party/${made.id}`)
    same([now.note, now.address], ['第三版', '科苑路 9 号'], 'both')
  })
  await test('detail: the history says who changed what, from what to what', async () => {
    const side = page.locator('section', { has: page.locator('h2', { hasText: '经过' }) })
    await side.locator('li', { hasText: '第三版' }).first().waitFor()
    const text = (await side.innerText()).replace(/\s+/g, ' ')
    holds(/我的备注 → 第三版/.test(text), `from and to: ${text.slice(0, 200)}`)
    const me = (await ask(page, '/api/session')).user.title
    const colleague = (await ask(other, '/api/session')).user.title
    holds(text.includes(me) && text.includes(colleague), 'who')
  })
  await other.context().close()
}

async function rough(page) {
  await test('form: a lost network keeps everything; saving again makes one', async () => {
    await page.goto('/party/new')
    await fillField(page, form(page), 'name', '断网客户')
    await fillField(page, form(page), 'kind', '个人')
    page.expects = () => true
    await page.context().setOffline(true)
    await form(page).locator('[data-test=save]').click()
    await form(page).locator('[data-test=refusal]').waitFor()
    await page.locator('[data-test=away]').waitFor()
    same(await value(page, 'name'), '断网客户', 'what was typed')
    await page.context().setOffline(false)
    await page.locator('[data-test=away]').waitFor({ state: 'hidden' })
    await form(page).locator('[data-test=save]').click()
    await page.locator('[data-test=title]').waitFor()
    same((await ask(page, `/api/party?q=${encodeURIComponent('断网客户')}`)).rows.length, 1, 'one')
    page.expects = () => false
    page.wrong.length = 0
  })
  await test('form: an answer lost on the way is not made twice', async () => {
    await page.goto('/party/new')
    await fillField(page, form(page), 'name', '回执丢失')
    await fillField(page, form(page), 'kind', '个人')
    page.expects = () => true
    let lost = 0
    await page.route('**/api/party', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
      await route.fetch()
      return route.abort('connectionreset')
    })
    await form(page).locator('[data-test=save]').click()
    await form(page).locator('[data-test=refusal]').waitFor()
    await page.locator('[data-test=away]').waitFor({ state: 'hidden' })
    await form(page).locator('[data-test=save]').click()
    await page.locator('[data-test=title]').waitFor()
    await page.unroute('**/api/party')
    same((await ask(page, `/api/party?q=${encodeURIComponent('回执丢失')}`)).rows.length, 1, 'one')
    page.expects = () => false
    page.wrong.length = 0
  })
  await test('form: a double click does no harm', async () => {
    await page.goto('/party/new')
    await fillField(page, form(page), 'name', '双击客户')
    await fillField(page, form(page), 'kind', '个人')
    await form(page).locator('[data-test=save]').dblclick()
    await page.locator('[data-test=title]').waitFor()
    same((await ask(page, `/api/party?q=${encodeURIComponent('双击客户')}`)).rows.length, 1, 'one')
  })
}

async function lines() {
  const page = await newWindow()
  await logIn(page, `storekeeper@${store}`)
  const parts = (await ask(page, '/api/part?limit=3&sort=code')).rows
  await test('lines: rows of a spreadsheet by their headings, then by keyboard; a fault at its cell', async () => {
    await page.goto('/stock_receipt/new')
    const meta = await ask(page, '/api/meta')
    const inputName = meta.commands.find((one) => one.name === meta.entities.find((e) => e.name === 'stock_receipt').create).input
    const fields = inputName ? meta.inputs.find((one) => one.name === inputName).fields : meta.entities.find((e) => e.name === 'stock_receipt').fields
    const grid = fields.find((f) => f.kind === 'lines')
    const cells = grid.input ? meta.inputs.find((one) => one.name === grid.input).fields : meta.entities.find((e) => e.name === grid.lines).fields
    const label = (name) => cells.find((f) => f.name === name).label.zh
    const cell = (i, name) => page.locator(`[data-test="field-${grid.name}[${i}].${name}"]`)
    await cell(0, 'part_id').waitFor()
    const text = [[label('part_id'), label('quantity')], [parts[0].code, '2'], [parts[1].code, '3.5'], [parts[2].code, 'zwei']].map((row) => row.join('\t')).join('\n')
    await cell(0, 'quantity').locator('input').focus()
    await page.evaluate((copied) => {
      const data = new DataTransfer()
      data.setData('text/plain', copied)
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, text)
    await until(async () => await cell(2, 'quantity').locator('input').inputValue() === 'zwei', 'three rows')
    same(await cell(1, 'quantity').locator('input').inputValue(), '3.5', 'a quantity')
    holds((await cell(0, 'part_id').innerText()).includes(parts[0].name), 'the part by its code')
    await page.locator('[data-test=save]').click()
    await cell(2, 'quantity').locator('.fault').waitFor()
    await cell(2, 'quantity').locator('input').focus()
    await page.keyboard.press('ArrowUp')
    await until(() => cell(1, 'quantity').locator('input').evaluate((one) => one === document.activeElement), 'the line above')
    await page.keyboard.press('Control+Delete')
    await until(async () => await cell(2, 'quantity').count() === 0, 'the line is taken away')
    same(await cell(1, 'quantity').locator('input').inputValue(), 'zwei', 'the next one moved up')
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
}

async function views(page) {
  const name = `在修 ${Date.now() % 10000}`
  await test('list: a view is kept with its conditions, order and columns, and follows the person', async () => {
    await page.goto('/repair_order?business=in_work&sort=promised_at')
    await page.locator('tr[data-row]').first().waitFor()
    await page.locator('[data-test=columns]').click()
    await page.locator('[data-test=column-odometer_in]').click()
    await page.keyboard.press('Escape')
    await page.locator('[data-test=keep-view]').click()
    await page.locator('[data-test=view-name]').fill(name)
    await page.locator('[data-test=keep-ok]').click()
    await page.locator('[data-test=saved-view]', { hasText: name }).waitFor()
    const elsewhere = await newWindow()
    await logIn(elsewhere, `receptionist@${store}`)
    await elsewhere.goto('/repair_order')
    await elsewhere.locator('[data-test=saved-view]', { hasText: name }).click()
    await elsewhere.waitForURL(/business=in_work/)
    holds(elsewhere.url().includes('sort=promised_at') && elsewhere.url().includes('columns='), 'the address is the view')
    await elsewhere.locator('th', { hasText: '进厂里程' }).waitFor()
    same(elsewhere.wrong, [], 'console and requests')
    await elsewhere.context().close()
  })
  await test('list: shared with the post; a colleague sees it and may not change it; deleted', async () => {
    await page.locator('[data-test=saved-view]', { hasText: name }).click()
    await page.locator('[data-test=keep-view]').click()
    await page.locator('[data-test=view-post]').click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '前台接待员' }).click()
    await page.locator('[data-test=keep-ok]').click()
    await page.locator('[data-test=saved-view]', { hasText: '已共享' }).waitFor()
    const rows = (await ask(page, '/api/reports/my_views?entity=repair_order')).rows
    same(rows.filter((one) => one.name === name).map((one) => one.post), ['receptionist'], 'shared')
    page.expects = (text) => /409|saved_view/.test(text)
    await page.goto('/repair_order?business=received')
    await page.locator('[data-test=keep-view]').click()
    await page.locator('[data-test=view-name]').fill(name)
    await page.locator('[data-test=keep-ok]').click()
    holds((await page.locator('[data-test=keep-form] [data-test=refusal]').innerText()).includes(name), 'the name is taken, told')
    await page.keyboard.press('Escape')
    page.expects = () => false
    page.wrong.length = 0
    await page.locator('[data-test=saved-view]', { hasText: name }).click()
    await page.locator('[data-test=keep-view]').click()
    await page.locator('[data-test=drop-view]').click()
    await until(async () => await page.locator('[data-test=saved-view]', { hasText: name }).count() === 0, 'gone')
    await page.locator('[data-test=columns]').click()
    await page.locator('[data-test=columns-usual]').click()
    same(page.wrong, [], 'console and requests')
  })
}

async function reports(page) {
  const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10)
  await test('report: a chart of its kind, and each row opens the documents it is made of', async () => {
    await page.goto(`/reports/service_output?day_from=2020-01-01&day_to=${today}`)
    await page.locator('[data-test=chart] svg').waitFor()
    const rows = (await ask(page, `/api/reports/service_output?day_from=2020-01-01&day_to=${today}`)).rows
    holds(rows.length > 0, 'the demo has delivered orders')
    await page.locator('[data-test=drill-0]').click()
    await page.waitForURL(/\/reports\/service_orders/)
    await page.locator('tbody a[href^="/repair_order/"]').first().waitFor()
    same(await page.locator('main .wb-table tbody tr').count(), rows[0].orders, 'as many orders as the number says')
    await page.locator('tbody a[href^="/repair_order/"]').first().click()
    await page.waitForURL(/\/repair_order\/\d+$/)
  })
  await test('report: the day book opens the payments of its method', async () => {
    await page.goto('/reports/cashier_day')
    await page.locator('[data-test=run]').click()
    await page.locator('tbody tr').first().waitFor()
    const rows = (await ask(page, '/api/reports/cashier_day')).rows
    if (rows.length === 0) return
    await page.locator('[data-test=drill-0]').click()
    await page.waitForURL(/\/payment\?/)
    await until(async () => await page.locator('tr[data-row]').count() === rows[0].payments, 'the payments')
  })
}

async function attachment(page) {
  await test('detail: a photograph is attached to an order and shown', async () => {
    const order = (await ask(page, '/api/repair_order?business=in_work&limit=1')).rows[0]
    await page.goto(`/order_photo/new?repair_order_id=${order.id}`)
    const field = (await ask(page, '/api/meta')).entities.find((e) => e.name === 'order_photo').fields.find((f) => f.kind === 'file').name
    const box = page.locator(`[data-test=field-${field}]`)
    await box.waitFor()
    same(await box.locator('input[type=file][capture]').count(), 1, 'the camera')
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await box.locator('input[type=file]').first().setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: png })
    await box.locator('a').waitFor()
    await save(page, { caption: '左前门' })
    same(here(page).entity, 'order_photo', 'saved')
    await until(() => page.locator('dd img').first().evaluate((one) => one.naturalWidth > 0), 'the picture')
  })
}

/** Beside any row: a paper is added, stands in the history, and is withdrawn with a reason. */
async function beside(page) {
  await test('detail: a paper beside a customer; withdrawn with a reason', async () => {
    const party = (await ask(page, '/api/party?kind=person&limit=1')).rows[0]
    await page.goto(`/party/${party.id}`)
    const box = page.locator('[data-test=attachments]')
    await box.locator('[data-test=attachment-caption] input, input[data-test=attachment-caption]').fill('身份证复印件')
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await box.locator('[data-test=attach-file]').setInputFiles({ name: 'id.png', mimeType: 'image/png', buffer: png })
    const one = box.locator('li', { hasText: '身份证复印件' })
    await one.waitFor()
    await until(() => one.locator('img').evaluate((img) => img.naturalWidth > 0), 'the picture')
    await page.locator('.side li', { hasText: '身份证复印件' }).first().waitFor()
    await accessible(page)
    await one.locator('[data-test=withdraw]').click()
    const asked = page.locator('.el-message-box')
    await asked.locator('.el-button--primary').click()
    await asked.getByText('请写明原因').waitFor()
    await asked.locator('input').fill('扫描不清')
    await asked.locator('.el-button--primary').click()
    await one.waitFor({ state: 'detached' })
    await page.locator('.side li', { hasText: '扫描不清' }).first().waitFor()
  })
}

export async function forms() {
  const first = await newWindow()
  await logIn(first, `receptionist@${store}`)
  const last = await drafts(first)
  await last.context().close()
  const page = await closedLogIn()
  await twoAtOnce(page)
  await rough(page)
  await views(page)
  await reports(page)
  await attachment(page)
  await beside(page)
  await test('forms: console and requests', () => same(page.wrong, [], 'wrong'))
  await page.context().close()
  await lines()
}
