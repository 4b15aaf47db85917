// The frame: what waits, the palette, the bell, help in place, both languages whole, hostile names.
import { readFileSync } from 'node:fs'
import { everyWay } from './pages.mjs'
import { ask, base, holds, logIn, newWindow, same, store, test, until } from './harness.mjs'

const settled = async (page) => {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => new Promise((done) => setTimeout(done, 80)))
}

/** Sends to the interface what a colleague would, with the session of his window. */
export async function send(page, path, body, { method = 'POST', headers = {} } = {}) {
  const session = await ask(page, '/api/session')
  const answer = await page.request.fetch(base + path, { method, data: body, headers: { 'X-CSRF-Token': session.csrf, ...headers } })
  holds(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

const search = (page) => page.locator('[data-test=search]')

async function palette(page) {
  await test('palette: a new appointment by its name, in both languages and by initials', async () => {
    for (const text of ['新建预约', 'xjyy', 'new appointment', 'New App']) {
      await page.goto('/')
      await page.keyboard.press('/')
      await search(page).fill(text)
      await page.locator('#search-hits [data-test=place-new-appointment][aria-selected=true]').waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/appointment\/new$/)
    }
  })

  await test('palette: screens, lists, reports and processes by keyboard', async () => {
    const places = [['接待', /\/reception$/], ['维修产值', /\/reports\/service_output/], ['zzjgt', /\/organisation$/], ['采购入库', /\/charts\/receiving$/], ['车辆', /\/vehicle$/]]
    for (const [text, address] of places) {
      await page.goto('/')
      await page.keyboard.press('Control+k')
      await search(page).fill(text)
      await page.locator('#search-hits li[data-test^=place-]').first().waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(address)
    }
  })

  await test('palette: rows stay found, the arrows go over both', async () => {
    await page.goto('/')
    const car = (await ask(page, '/api/vehicle?limit=1')).rows[0]
    await page.keyboard.press('/')
    await search(page).fill(car.plate ?? car.label)
    await page.locator('[data-test=hit-vehicle][aria-selected=true]').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/vehicle/${car.id}$`))
  })

  await test('palette: a command of the document at hand', async () => {
    const one = (await ask(page, '/api/appointment?state=pending&limit=50')).rows.find((row) => row.kind !== 'repair')
    await page.goto(`/appointment/${one.id}`)
    await page.locator('[data-test=command-appointment_confirm]').waitFor()
    await page.keyboard.press('/')
    await search(page).fill('确认')
    await page.locator('[data-test=place-command-appointment_confirm]').click()
    await page.locator('[data-test=state-state][data-state=confirmed]').waitFor()
  })
}

async function menu(page) {
  await test('menu: what the duties do first, with what waits there; the rest folded', async () => {
    await page.goto('/')
    await page.locator('[data-test=nav-mine]').waitFor()
    const mine = await page.locator('[data-test=nav-mine] a').evaluateAll((all) => all.map((one) => one.dataset.test))
    holds(mine.indexOf('nav-appointment') >= 0 && mine.includes('nav-repair_order') && mine.includes('nav-party'), mine.join(' '))
    holds(!mine.includes('nav-voucher'), 'the books are not hers')
    same(await page.locator('nav a[data-test=nav-part]').count(), 0, 'what is not hers is folded')
    await page.locator('[data-test=group-stock]').click()
    await page.locator('nav a[data-test=nav-part]').waitFor()
    const work = await ask(page, '/api/work')
    const total = work.queues.reduce((sum, q) => sum + q.count, 0)
    await until(async () => parseInt(await page.locator('[data-test=waits]').innerText(), 10) === total, 'the count')
  })

  await test('menu: the count follows what a colleague does', async () => {
    const before = parseInt(await page.locator('[data-test=waits]').innerText(), 10)
    const other = await newWindow()
    await logIn(other, `service_adviser@${store}`)
    const one = (await ask(other, '/api/appointment?state=pending&limit=1')).rows[0]
    await send(other, `/api/appointment/${one.id}/appointment_cancel`, { reason: '客户改期' })
    await until(async () => parseInt(await page.locator('[data-test=waits]').innerText(), 10) === before - 1, 'one less')
    await other.context().close()
  })

  await test('frame: another store and another language without reload', async () => {
    const chief = await newWindow()
    await logIn(chief, 'admin')
    await chief.evaluate(() => { window.stays = true })
    const units = (await ask(chief, '/api/session')).units.filter((one) => one.kind === 'store')
    await chief.locator('[data-test=unit]').click()
    await chief.locator('.el-select-dropdown__item:visible', { hasText: units[0].title }).first().click()
    await until(async () => (await ask(chief, '/api/session')).unit.id === units[0].id, 'the store')
    await chief.locator('[data-test=language-en]').click()
    await chief.locator('h1', { hasText: 'My work' }).waitFor()
    same(await chief.evaluate(() => window.stays), true, 'no reload')
    same(chief.wrong, [], 'console and requests')
    await chief.context().close()
  })
}

async function bell(page) {
  await test('bell: new work arrives, is read, and an import tells how it ended', async () => {
    await page.goto('/')
    await page.locator('[data-test=bell]').click()
    await page.keyboard.press('Escape')
    await until(async () => await page.locator('[data-test=bell-count]').count() === 0, 'all is read')
    const car = (await ask(page, '/api/vehicle?sort=id&limit=1')).rows[0]
    const free = (await Promise.all([1, 2, 3].map(async (n) => {
      const day = new Date(Date.now() + n * 86400000).toISOString().slice(0, 10)
      return (await ask(page, `/api/reports/day_load?day=${day}&kind=maintenance&minutes=30`)).rows.filter((one) => one.open).map((one) => ({ day, slot: one.slot }))
    }))).flat()[0]
    const other = await newWindow()
    await logIn(other, `receptionist@${store}`)
    await send(other, '/api/appointment', { vehicle_id: car.id, channel: 'phone', kind: 'maintenance', minutes: 30, ...free })
    await other.context().close()
    await page.locator('[data-test=bell-count]').waitFor()
    await page.locator('[data-test=bell]').click()
    await page.locator('[data-test=notice-work]').first().waitFor()
    await page.keyboard.press('Escape')
    const csv = '姓名,类别\n导入一,person\n'
    const session = await ask(page, '/api/session')
    const answer = await page.request.post(`${base}/api/import/party`, { data: Buffer.from(csv), headers: { 'X-CSRF-Token': session.csrf, 'Content-Type': 'text/csv', 'X-File-Name': 'customers.csv' } })
    same(answer.status(), 202, await answer.text())
    const { id } = await answer.json()
    await until(async () => ['done', 'failed'].includes((await ask(page, `/api/job/${id}`)).state), 'the job ends')
    await page.reload()
    await page.locator('[data-test=bell-count]').waitFor()
    await page.locator('[data-test=bell]').click()
    holds((await page.locator('[data-test=notice-job]').first().innerText()).includes('customers.csv'), 'which file')
    await page.keyboard.press('Escape')
  })

  await test('bar: the network gone and back is told', async () => {
    page.expects = () => true
    await page.context().setOffline(true)
    await page.locator('[data-test=away]').waitFor()
    await page.context().setOffline(false)
    await page.locator('[data-test=away]').waitFor({ state: 'hidden' })
    page.expects = () => false
    page.wrong.length = 0
  })
}

async function help() {
  const page = await newWindow({ tour: true })
  await logIn(page, `cashier@${store}`)
  await test('tour: the first day, over the own menu; dismissed for good, and started again from the keys', async () => {
    await page.locator('[data-test=tour]').waitFor()
    const n = Number((await page.locator('[data-test=tour] h2').innerText()).match(/\/(\d)/)[1])
    holds(n >= 3 && n <= 6, `${n} steps`)
    await page.locator('[data-test=tour-next]').click()
    await page.locator('.wb-pointed[data-test^=nav-]').waitFor()
    holds((await page.locator('[data-test=tour-text]').innerText()).includes('收款'), 'the first task of a cashier')
    await page.locator('[data-test=tour-end]').click()
    await page.reload()
    await page.locator('[data-test=nav-work]').waitFor()
    await settled(page)
    same(await page.locator('[data-test=tour]').count(), 0, 'dismissed')
    await page.keyboard.press('?')
    await page.locator('[data-test=tour-again]').click()
    for (let i = 0; i < n; i++) await page.locator('[data-test=tour-next]').click()
    await page.locator('[data-test=tour]').waitFor({ state: 'detached' })
  })
  await test('help: ? shows the keys of the page at hand, not while one types', async () => {
    await page.goto('/settlement')
    await page.locator('tr[data-row]').first().waitFor()
    await search(page).focus()
    await page.keyboard.type('?')
    same(await page.locator('.el-dialog:visible').count(), 0, 'not in a field')
    await search(page).fill('')
    await page.locator('h1').click()
    await page.keyboard.press('?')
    const sheet = page.locator('.el-dialog:visible')
    await sheet.waitFor()
    holds((await sheet.innerText()).includes('上一条'), 'the keys of a list')
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
}

const HAN = /\p{Script=Han}+/gu
const shownTexts = (page) => page.evaluate(() => {
  const found = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const about = node.parentElement
    if (!about || about.closest('script, style, noscript, [lang]:not(html)')) continue
    if (node.textContent.trim() !== '' && about.getClientRects().length > 0) found.push(node.textContent.trim())
  }
  for (const one of document.querySelectorAll('[title], [placeholder], [aria-label]'))
    if (!one.closest('[lang]:not(html)'))
      for (const name of ['title', 'placeholder', 'aria-label']) if (one.getAttribute(name)) found.push(one.getAttribute(name))
  return found
})

/** The application's own words in a language, without those that are the same in both. */
function ownWords(meta) {
  const of = (name) => new Map([...readFileSync(new URL(`../../web/src/i18n/${name}.ts`, import.meta.url), 'utf8')
    .matchAll(/^ {2}(\w+): '(.*)',$/gm)].map((one) => [one[1], one[2]]))
  const zh = of('zh')
  const words = new Set([...of('en')].filter(([key, text]) => zh.get(key) !== text && !text.includes('{')).map(([, text]) => text))
  const visit = (value) => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (value && typeof value === 'object') {
      if (typeof value.zh === 'string' && typeof value.en === 'string' && value.zh !== value.en) words.add(value.en)
      Object.values(value).forEach(visit)
    }
  }
  visit(meta)
  return words
}

async function wholeLanguages() {
  const page = await newWindow({ language: 'en' })
  const data = []
  page.on('response', async (answer) => {
    const path = new URL(answer.url()).pathname
    if (!path.startsWith('/api/') || path === '/api/meta' || !/json/.test(answer.headers()['content-type'] ?? '')) return
    data.push(await answer.text().catch(() => ''))
  })
  await logIn(page, `service_adviser@${store}`)
  const meta = await ask(page, '/api/meta')
  const order = (await ask(page, '/api/repair_order?business=in_work&limit=1')).rows[0]
  const month = new Date().toISOString().slice(0, 7)
  const places = ['/', '/repair_order', '/repair_order/new', `/repair_order/${order.id}/record`, '/appointment', '/appointment/new', '/party',
    '/party/new', '/vehicle', '/reports', `/reports/service_output?day_from=${month}-01&day_to=${month}-28`, '/charts', '/organisation', '/no/such/page']
  const english = ownWords(meta)
  for (const language of ['en', 'zh']) {
    await page.goto('/')
    await page.locator(`[data-test=language-${language}]`).first().click()
    await until(async () => (await ask(page, '/api/session')).user.language === language, 'the language is kept')
    await test(`language: every page whole in ${language}`, async () => {
      const left = []
      for (const place of places) {
        await page.goto(place)
        await page.locator('h1').first().waitFor()
        await settled(page)
        const known = data.join('\n')
        for (const text of await shownTexts(page))
          if (language === 'en') {
            const strange = (text.match(HAN) ?? []).filter((one) => !known.includes(one))
            if (strange.length > 0) left.push(`${place}: ${text}`)
          } else if (english.has(text) && !known.includes(`"${text}"`)) left.push(`${place}: ${text}`)
      }
      same([...new Set(left)], [], 'words of the other language')
    })
  }
  await page.context().close()
}

async function strangeNames() {
  const page = await newWindow()
  await logIn(page, `receptionist@${store}`)
  page.on('dialog', (dialog) => {
    page.wrong.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const evil = `<img src=x onerror="alert(1)"><b>王</b>'"&{{7*7}}`
  const long = '很长的公司名称'.repeat(2) + 'NoPlaceToBreak'
  const made = []
  for (const name of [evil, long, 'O']) made.push(await send(page, '/api/party', { name, kind: 'person' }))
  await test('names: markup is text in lists, documents, search, pickers and the window title', async () => {
    const shows = async (locator, what) => {
      await locator.first().waitFor()
      holds((await locator.first().innerText()).includes(evil), what)
      same(await page.evaluate(() => document.querySelectorAll('main img[src="x"], header img[src="x"], .el-popper img[src="x"]').length), 0, `${what}: no element`)
    }
    await page.goto(`/party?q=${encodeURIComponent('王')}`)
    await shows(page.locator(`[data-test=row-${made[0].id}]`), 'the list')
    await page.goto(`/party/${made[0].id}`)
    await shows(page.locator('[data-test=title]'), 'the document')
    holds((await page.title()).includes(evil), 'the title of the window')
    await page.locator('[data-test=search]').fill(evil.slice(0, 12))
    await settled(page)
    await page.goto('/vehicle/new')
    await page.locator('[data-test=field-owner_id] .el-select input').fill('<img')
    await settled(page)
    same(await page.evaluate(() => document.querySelectorAll('img[src="x"]').length), 0, 'nothing was made of it')
    same(page.wrong, [], 'console, requests, dialogs')
  })
  await test('names: a long one and a short one break no page', async () => {
    for (const one of made.slice(1))
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(`/party/${one.id}`)
        await page.locator('[data-test=title]').waitFor()
        same(await page.evaluate(() => document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth), true, `${one.name} at ${width}`)
      }
  })
  await page.context().close()
}

/** What the frame opens, in each language and at each size. */
async function looks() {
  const page = await newWindow({ tour: true })
  await logIn(page, `service_adviser@${store}`)
  await page.locator('[data-test=tour]').waitFor()
  await everyWay(page, 'tour')
  await page.locator('[data-test=tour-end]').click()
  await everyWay(page, 'bell', () => page.locator('[data-test=bell]').click(), () => page.keyboard.press('Escape'))
  const keys = page.locator('.el-dialog:visible')
  await everyWay(page, 'keys', async () => {
    await page.locator('[data-test=help]').click()
    await keys.waitFor()
  }, async () => {
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'hidden' })
  })
  await everyWay(page, 'palette', async () => {
    await search(page).fill('')
    await search(page).fill('yy')
    await page.locator('#search-hits li').first().waitFor()
  }, () => search(page).fill(''))
  await page.goto('/repair_order?business=in_work&sort=promised_at')
  await page.locator('tr[data-row]').first().waitFor()
  await everyWay(page, 'keep-view', async () => {
    await page.locator('[data-test=keep-view]').click()
    await keys.waitFor()
  }, async () => {
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'hidden' })
  })
  await page.context().close()
}

export async function frame() {
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  await palette(page)
  await menu(page)
  await bell(page)
  await test('frame: console and requests', () => same(page.wrong, [], 'wrong'))
  await page.context().close()
  await help()
  await wholeLanguages()
  await strangeNames()
  await looks()
}
