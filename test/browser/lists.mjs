// A list: narrowed, sorted, paged, viewed, its columns chosen, exported; a command over several rows.
import { readFileSync } from 'node:fs'
import { ask, holds, logIn, newWindow, same, store, test, until } from './harness.mjs'

const rows = 'tr[data-row]'

async function ids(page) {
  return page.locator(rows).evaluateAll((all) => all.map((one) => one.dataset.test.slice(4)))
}

const settled = (page) => page.locator('table[aria-busy=false]').first().waitFor()

export async function lists() {
  const page = await newWindow()
  await logIn(page, `receptionist@${store}`)
  await page.goto('/party')
  await page.locator(rows).first().waitFor()
  const all = await ask(page, '/api/party?limit=200')

  await test('list: pages forward and back', async () => {
    const first = await ids(page)
    same(first, all.rows.slice(0, 50).map((row) => row.id), 'the first page')
    await page.locator('[data-test=next]').click()
    await until(async () => (await ids(page))[0] === all.rows[50].id, 'the second page')
    await page.locator('[data-test=previous]').click()
    await until(async () => JSON.stringify(await ids(page)) === JSON.stringify(first), 'the first page again')
    holds(await page.locator('[data-test=previous]').count() === 0 || await page.locator('[data-test=previous]').isDisabled(),
      'nothing before the first page')
  })

  await test('list: narrowed by text, by a choice, by a view; empty; cleared', async () => {
    const one = all.rows[3]
    await page.locator('[data-test=filter-q] input, input[data-test=filter-q]').first().fill(one.name)
    await until(async () => (await ids(page)).includes(one.id) && (await ids(page)).length < 20, 'by text')
    await page.locator('[data-test=filter-q] input, input[data-test=filter-q]').first().fill('查无此人')
    await page.locator('[data-test=empty-clear]').click()
    await until(async () => (await ids(page)).length === 50, 'all again')
    await page.locator('[data-test=view-companies]').click()
    const companies = await ask(page, '/api/party?kind=company,fleet,government&limit=50')
    await until(async () => JSON.stringify(await ids(page)) === JSON.stringify(companies.rows.map((r) => r.id)), 'the view')
    await page.locator('[data-test=view-]').click()
    await page.locator('[data-test=pick-kind]').click()
    await page.locator('[data-test=option-supplier]').click()
    const suppliers = await ask(page, '/api/party?kind=supplier&limit=50')
    await until(async () => JSON.stringify(await ids(page)) === JSON.stringify(suppliers.rows.map((r) => r.id)), 'by a choice')
    await page.keyboard.press('Escape')
  })

  await test('list: sorted up and down', async () => {
    await page.goto('/repair_order')
    await page.locator(rows).first().waitFor()
    for (const sort of ['promised_at', '-promised_at']) {
      await page.locator('th button.sort').first().click()
      const must = (await ask(page, `/api/repair_order?sort=${sort}&limit=50`)).rows.map((row) => row.id)
      await until(async () => JSON.stringify(await ids(page)) === JSON.stringify(must), sort)
    }
    same(await page.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending', 'told to who does not see')
  })

  await test('list: the money of all rows stands below, of what is narrowed too', async () => {
    await page.goto('/party')
    await page.locator(rows).first().waitFor()
    same(await page.locator('[data-test=sums]').count(), 0, 'where there is no money')
    for (const query of ['?business=settled,delivered', '']) {
      await page.goto(`/repair_order${query}`)
      await page.locator(rows).first().waitFor()
      const { sums, total } = await ask(page, `/api/repair_order?limit=1&sums=1${query.replace('?', '&')}`)
      let money = 0
      let seen = 0
      for (let next = ''; next !== null && seen < total;) {
        const part = await ask(page, `/api/repair_order?limit=200${query.replace('?', '&')}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
        for (const row of part.rows) money += row.total
        seen += part.rows.length
        next = part.next
      }
      same(sums.total, money, 'the sum of all pages')
      holds(money > 0, 'money')
      const shown = `¥${(money / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`
      await until(async () => (await page.locator('[data-test=sums]').innerText()).includes(shown.slice(1)), shown)
    }
  })

  await test('list: columns chosen, kept, and the usual ones again', async () => {
    const heads = async () => (await page.locator('thead th').allInnerTexts()).map((text) => text.trim())
    const before = await heads()
    await page.locator('[data-test=columns]').click()
    await page.locator('[data-test=column-odometer_in]').click()
    await page.locator('[data-test=column-money]').click()
    await page.reload()
    await page.locator(rows).first().waitFor()
    const after = await heads()
    holds(after.includes('进厂里程') && !after.includes('收款'), `columns: ${after.join(' ')}`)
    await page.locator('[data-test=columns]').click()
    await page.locator('[data-test=columns-usual]').click()
    await until(async () => JSON.stringify((await heads()).map((h) => h.replace(/[▲▼↕]/g, '')))
      === JSON.stringify(before.map((h) => h.replace(/[▲▼↕]/g, ''))), 'the usual columns')
    await page.keyboard.press('Escape')
  })

  await test('list: exported as it is narrowed', async () => {
    await page.goto('/repair_order?business=in_work')
    await page.locator(rows).first().waitFor()
    const began = page.waitForEvent('download')
    await page.locator('[data-test=export]').click()
    const text = readFileSync(await (await began).path(), 'utf8')
    const must = await ask(page, '/api/repair_order?business=in_work&limit=200')
    same(text.trim().split(/\r?\n/).length - 1, must.rows.length, 'lines of the file')
    for (const row of must.rows) holds(text.includes(row.number), `${row.number} in the file`)
  })

  await test('list: a command over several rows, a result for each', async () => {
    await page.goto('/appointment')
    await page.locator(rows).first().waitFor()
    await settled(page)
    // A repair waits for the technician's advice first.
    const pending = { rows: (await ask(page, '/api/appointment?state=pending&limit=50')).rows.filter((one) => one.kind !== 'repair') }
    const done = (await ask(page, '/api/appointment?state=converted,cancelled,arrived&limit=50')).rows
    const chosen = [...pending.rows.slice(0, 3), ...done.slice(0, 1)]
    for (const row of chosen) await page.locator(`[data-test=row-${row.id}] input[type=checkbox]`).click()
    await page.locator('[data-test=bulk-appointment_confirm]').click()
    const results = page.locator('[data-test=results]')
    await results.waitFor()
    same((await results.locator('li').allInnerTexts()).length, done.slice(0, 1).length, 'refused, each with its reason')
    for (const row of pending.rows.slice(0, 3))
      same((await ask(page, `/api/appointment/${row.id}`)).state, 'confirmed', row.number)
    if (done.length > 0) holds((await results.locator('li').first().innerText()).startsWith(done[0].number), 'by its number')
  })
  await test('list: what a command tells once is shown for each of several rows', async () => {
    await page.goto('/repair_order')
    await page.locator(rows).first().waitFor()
    await settled(page)
    const two = (await ask(page, '/api/repair_order?business=estimated,in_work&limit=2')).rows
    same(two.length, 2, 'orders to choose')
    for (const row of two) await page.locator(`[data-test=row-${row.id}] input[type=checkbox]`).click()
    await page.locator('[data-test=bulk-repair_order_link]').click()
    await page.locator('[data-test=confirm-ok]').click()
    for (const row of two)
      holds(/^http:\/\/127\.0\.0\.1:\d+\/c\/\w/.test(await page.locator(`[data-test="told-${row.number}"]`).inputValue()), `the link of ${row.number}`)
    await until(async () => await page.locator('[data-test=told] [data-test^=qr-]').count() === two.length, 'codes to scan')
    await page.locator('[data-test=told-close]').click()
    await page.locator('[data-test=results]').waitFor()
  })
  await test('list: console and requests', () => same(page.wrong, [], 'wrong'))
  await page.context().close()
}
