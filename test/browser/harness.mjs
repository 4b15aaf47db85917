// What the journeys share: a browser, people who log in, the controls of the pages, and a count.
import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program, whole } from './program.mjs'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
export const axeSource = require.resolve('axe-core/axe.min.js')

export const base = process.env.WORKBAY_URL
export const shots = process.env.WORKBAY_SHOTS ?? join(tmpdir(), 'workbay-shots')
export const store = process.env.WORKBAY_STORE ?? 'NS01'
export const password = 'demo'
mkdirSync(shots, { recursive: true })

export const sizes = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
}

let passed = 0
let failed = 0

/** One thing that must be so. What is wrong is told, the rest goes on. */
export async function test(name, run) {
  const began = Date.now()
  try {
    await run()
    passed++
    console.log(`ok ${name} (${Date.now() - began} ms)`)
    return true
  } catch (error) {
    failed++
    console.log(`not ok ${name}\n    ${String(error?.stack ?? error).split('\n').slice(0, 4).join('\n    ')}`)
    if (last?.wrong.length > 0) console.log(`    ${last.wrong.slice(-4).join('\n    ')}`)
    await picture()
    return false
  }
}

let last = null
async function picture() {
  try {
    await last?.screenshot({ path: join(shots, `failed-${failed}.png`) })
  } catch {
    // The page is gone; the message must do.
  }
}

export function summary() {
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0
}

export function same(is, must, what) {
  const a = JSON.stringify(is)
  const b = JSON.stringify(must)
  if (a !== b) throw new Error(`${what}: is ${a}, must be ${b}`)
}

export function holds(condition, what) {
  if (!condition) throw new Error(what)
}

/** Waits until something is so. */
export async function until(check, what, ms = 15000) {
  const end = Date.now() + ms
  while (!await check()) {
    if (Date.now() > end) throw new Error(`not so after ${ms} ms: ${what}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb']
let browser = null

/** `windowed`: a journey goes over the whole screen. */
export async function openBrowser(windowed = false) {
  const home = mkdtempSync(join(process.env.WORKBAY_TEST_TMP ?? tmpdir(), 'chromium-'))
  browser = await chromium.launch({
    executablePath: windowed ? whole : program, headless: true, args: flags,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  })
}

export async function closeBrowser() {
  await browser?.close()
}

/** A window of its own. What goes wrong in it is kept in `page.wrong`. */
export async function newWindow({ size = 'desk', language = 'zh', touch = false, tour = false, scale = 1 } = {}) {
  const context = await browser.newContext({
    viewport: sizes[size], deviceScaleFactor: scale, locale: language === 'zh' ? 'zh-CN' : 'en-GB', hasTouch: touch,
    timezoneId: 'Asia/Shanghai', baseURL: base, reducedMotion: 'reduce', acceptDownloads: true,
  })
  if (!tour) await context.addInitScript(() => localStorage.setItem('workbay.tour', 'off'))
  const page = await context.newPage()
  page.setDefaultTimeout(15000)
  page.wrong = []
  page.expects = () => false
  page.on('console', (m) => {
    if ((m.type() === 'error' || m.type() === 'warning') && !page.expects(m.text())) page.wrong.push(`console: ${m.text()}`)
  })
  page.on('pageerror', (error) => page.wrong.push(`error: ${error.message}`))
  page.on('requestfailed', (r) => {
    const why = r.failure()?.errorText ?? ''
    // A stream or a search that the page itself gave up is no failure.
    if (why !== 'net::ERR_ABORTED' && !page.expects(r.url())) page.wrong.push(`request: ${r.url()} ${why}`)
  })
  page.on('response', (r) => {
    if (r.status() >= 400 && !page.expects(r.url())) page.wrong.push(`answer: ${r.status()} ${r.url()}`)
  })
  last = page
  return page
}

export async function logIn(page, user) {
  // One asks who is logged in before one is.
  page.expects = (text) => /401|\/api\/session/.test(text)
  await page.goto('/login')
  await page.locator('[data-test=login-user]').fill(user)
  await page.locator('[data-test=login-password]').fill(password)
  await page.locator('[data-test=login-submit]').click()
  await page.locator('[data-test=user-menu]').waitFor()
  page.expects = () => false
  last = page
  return page
}

const desks = new Map()

/** The window of the person on this post, logged in once. */
export async function at(post, options = {}) {
  let page = desks.get(post)
  if (!page) {
    page = await newWindow(options)
    await logIn(page, `${post}@${store}`)
    desks.set(post, page)
  }
  last = page
  return page
}

export async function closeDesks() {
  for (const page of desks.values()) await page.context().close()
  desks.clear()
}

/** A command of the page at hand: a button, or in the menu of its subject, which is opened. */
export async function commandOf(page, name) {
  const button = page.locator(`[data-test=command-${name}]`)
  const menu = page.locator(`[data-holds~=${name}] .opener`)
  await button.or(menu).first().waitFor()
  if (await button.count() === 0) await menu.click()
  return button
}

/** Asks the interface with the session of a window. */
export async function ask(page, path) {
  const answer = await page.request.get(path)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** Sends something to the interface with the session of a window. */
export async function send(page, path, data) {
  const { csrf } = await ask(page, '/api/session')
  const answer = await page.request.post(path, { data, headers: { 'X-CSRF-Token': csrf } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}
