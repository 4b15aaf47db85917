// Each kind of page in both languages at three sizes: nothing for axe-core to find, nothing in the
// console, nothing wider than the screen; a screenshot of each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, axeSource, holds, logIn, newWindow, same, shots, sizes, store, test } from './harness.mjs'

const axe = readFileSync(axeSource, 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function accessible(page) {
  await page.evaluate(`window.axe ?? (() => { ${axe} })()`)
  const found = await page.evaluate(async (values) =>
    (await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations
      .map((one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`), tags)
  same(found, [], 'axe-core')
}

/** What is wider than the screen, by its tag and class; a table may be, within its own frame. */
async function fits(page) {
  const wide = await page.evaluate(() => {
    const roots = [document.documentElement, document.querySelector('main')].filter((one) => one !== null)
    if (roots.every((one) => one.scrollWidth <= one.clientWidth)) return []
    return [...document.querySelectorAll('main *, header *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.wb-scroll, .views'))
      .slice(0, 4).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).concat('too wide')
  })
  same(wide, [], 'horizontal overflow')
}

const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))))

/** In short, axe-core looks at each page twice: once in each language, at the sizes furthest apart. */
const short = process.env.WORKBAY_SHORT === '1'
const looked = { zh: 'desk', en: 'phone' }
const shoot = (page, name) => process.env.WORKBAY_SHOOT === '1' && page.screenshot({ path: join(shots, `${name}.png`) })

/** The page as it stands, in each language and at each size. */
export async function everyWay(page, kind, before = async () => {}, after = async () => {}) {
  for (const language of ['zh', 'en']) {
    await page.setViewportSize(sizes.desk)
    await page.locator(`[data-test=language-${language}]`).first().click()
    await page.waitForFunction((lang) => document.documentElement.lang.startsWith(lang), language)
    await before()
    for (const [size, viewport] of Object.entries(sizes))
      await test(`page: ${kind} ${language} ${viewport.width}x${viewport.height}`, async () => {
        await page.setViewportSize(viewport)
        await settled(page)
        await shoot(page, `${kind}-${language}-${size}`)
        await fits(page)
        if (!short || looked[language] === size) await accessible(page)
        same(page.wrong.splice(0), [], 'console and requests')
      })
    await after()
  }
}

/** The page by night: dark as it is chosen, and nothing for axe-core to find. */
export async function byNight(page, kind, size = 'desk') {
  await test(`page: ${kind} dark ${sizes[size].width}x${sizes[size].height}`, async () => {
    await page.setViewportSize(sizes[size])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
    await settled(page)
    await shoot(page, `${kind}-dark-${size}`)
    await accessible(page)
    await page.emulateMedia({ colorScheme: null })
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'light')
    same(page.wrong.splice(0), [], 'console and requests')
  })
}

async function open(page, path, ready) {
  await page.setViewportSize(sizes.desk)
  await page.goto(path)
  await page.locator(ready).first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** What a first visit to the work page brings over the wire, packed as it is sent. */
async function light() {
  const page = await newWindow()
  const sizes = []
  page.on('requestfinished', (r) => {
    if (/\.(js|css|svg|html)$|\/$|\/login$/.test(new URL(r.url()).pathname)) sizes.push(r.sizes())
  })
  await logIn(page, `service_adviser@${store}`)
  await page.locator('tbody tr').first().waitFor()
  await page.waitForLoadState('networkidle')
  const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one.responseBodySize, 0)
  await page.context().close()
  console.log(`first load: ${Math.round(bytes / 1000)} kB`)
  holds(bytes > 50_000 && bytes < 300_000, `the first load is ${bytes} bytes`)
}

export async function pages() {
  await test('page: the first load is under 300 kB', light)
  const page = await newWindow()
  page.expects = (text) => /401|\/api\/session/.test(text)
  await open(page, '/login', '[data-test=login-user]')
  await everyWay(page, 'login')
  await byNight(page, 'login')
  await logIn(page, `service_adviser@${store}`)
  const orders = await ask(page, '/api/repair_order?business=in_work')
  const toApprove = await ask(page, '/api/repair_order?business=estimated')
  const month = new Date().toISOString().slice(0, 7)
  await open(page, '/', 'tbody tr')
  await everyWay(page, 'work')
  await byNight(page, 'work')
  await byNight(page, 'work', 'phone')
  await open(page, '/repair_order', 'tbody tr')
  await everyWay(page, 'list')
  await byNight(page, 'list')
  await open(page, '/repair_order/new', '[data-test=save]')
  await everyWay(page, 'form')
  await byNight(page, 'form')
  await open(page, `/repair_order/${orders.rows[0].id}`, '[data-test=title]')
  await everyWay(page, 'order')
  await byNight(page, 'order')
  await open(page, `/repair_order/${orders.rows[0].id}/record`, '[data-test=title]')
  await everyWay(page, 'detail')
  await byNight(page, 'detail')
  await open(page, `/repair_order/${toApprove.rows[0].id}/record`, '[data-test=title]')
  await everyWay(page, 'dialog', async () => {
    await page.locator('[data-test=command-repair_order_approve]').click()
    await page.locator('.el-dialog:visible tbody tr').first().waitFor()
    await settled(page)
  }, async () => {
    await page.keyboard.press('Escape')
    await page.locator('.el-dialog:visible').waitFor({ state: 'hidden' })
  })
  await open(page, '/reports', '[data-test^=report-]')
  await everyWay(page, 'reports')
  await open(page, `/reports/service_output?day_from=${month}-01&day_to=${month}-28`, 'tbody tr')
  await everyWay(page, 'report')
  await byNight(page, 'report')
  await open(page, '/charts', 'svg')
  await everyWay(page, 'chart')
  await byNight(page, 'chart')
  await open(page, '/organisation', 'svg')
  await everyWay(page, 'organisation')
  await byNight(page, 'organisation')
  await open(page, '/', 'tbody tr')
  await everyWay(page, 'search', async () => {
    await page.locator('[data-test=search]').fill('')
    await page.locator('[data-test=search]').fill('粤B')
    await page.locator('#search-hits li').first().waitFor()
  })
  await open(page, '/party?q=查无此人', '[data-test=empty-clear]')
  await everyWay(page, 'empty')
  await open(page, '/nowhere/there', '[data-test=nowhere]')
  await everyWay(page, 'nowhere')
  page.expects = (text) => /404/.test(text) || /\/api\/vehicle\/1(\/|$)/.test(text)
  await open(page, '/vehicle/1', '[data-test=gone]')
  await everyWay(page, 'error')
  page.expects = () => false
  for (const [name, path] of [['detail', `${orders.rows[0].id}/record`], ['order', orders.rows[0].id]])
    await test(`page: ${name} as PDF fits one A4`, async () => {
      await open(page, `/repair_order/${path}`, '[data-test=title]')
      await page.emulateMedia({ media: 'print' })
      const pdf = await page.pdf({ path: join(shots, `${name}.pdf`), preferCSSPageSize: true })
      same((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, 1, 'sheets')
      await page.setViewportSize({ width: 720, height: 1020 })
      await page.screenshot({ path: join(shots, `${name}-print.png`) })
      await page.emulateMedia({ media: null })
    })
  await page.context().close()
}
