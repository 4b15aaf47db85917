// look.mjs - every page that was seen: its size, its headers, its markup; then in a browser with axe, in
// both languages, with pictures when PAGES_SHOTS names a folder.
import { createRequire } from 'node:module'
import { mkdirSync, readFileSync } from 'node:fs'
import { program } from '../browser/program.mjs'
import { base, check, same, seen, text } from './browser.mjs'

const require = createRequire(new URL('../../web/package.json', import.meta.url))

function judge(name, page) {
  const bytes = Buffer.byteLength(page.html)
  check(bytes > 500 && bytes < 50000, `${name} has ${bytes} bytes`)
  check(!/<script(?! src="\/pages\/pages\.js" defer>)|<style|\sstyle=|\son[a-z]+=/i.test(page.html.replace(/&lt;[^<]*/g, '')),
    `${name} has script or style within`)
  const policy = page.headers.get('content-security-policy') ?? ''
  check(policy.includes("script-src 'self'") && !policy.includes('unsafe'), `${name}: ${policy}`)
  same(page.headers.get('content-type'), 'text/html; charset=utf-8', `${name} is HTML`)
  same(page.headers.get('cache-control'), 'no-store', `${name} is kept nowhere`)
}

async function validate() {
  const { HtmlValidate } = require('html-validate')
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: {
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    'tel-non-breaking': ['error', { ignoreClasses: ['tel'] }] } })
  for (const [name, page] of seen) {
    const report = await validator.validateString(page.html, name)
    const said = report.results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId} ${m.message}`)
    same(said.length, 0, `${name} is well formed: ${said.slice(0, 4).join('; ')}`)
  }
}

// What script adds to the quote: the total moves, and a finger's signature is taken along.
/** A package left in part, another option: the total moves as the server reckons it. */
async function withOptions(tab) {
  await tab.check('input[type=radio][value=good]')
  same(await tab.textContent('#total'), '¥599.00', 'the total moves with the option')
  await tab.uncheck('input[name=yes] >> nth=2')
  same(await tab.textContent('#total'), '¥612.00', 'and with the package that is taken apart')
}

async function withScript(tab) {
  await tab.uncheck('input[name=yes] >> nth=1')
  same(await tab.textContent('#total'), '¥75.00', 'the total moves with the ticks')
  same(await tab.inputValue('input[name=total]'), '7500', 'and is what will be signed')
  const box = await (await tab.$('canvas')).boundingBox()
  await tab.mouse.move(box.x + 40, box.y + 60)
  await tab.mouse.down()
  await tab.mouse.move(box.x + 160, box.y + 90, { steps: 5 })
  await tab.mouse.up()
  const drawn = await tab.inputValue('input[name=drawn]')
  check(/^data:image\/png;base64,[\w+/=]{100,}$/.test(drawn) && drawn.length < 60000, 'a drawn signature goes along')
  check(await tab.isHidden('button[value=recompute]'), 'and nothing needs to be worked out')
}

// What was fetched is shown again as it was: the page's bytes from memory, its assets from the server.
async function inBrowser(phone) {
  const { chromium } = require('playwright-core')
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  const shots = process.env.PAGES_SHOTS
  if (shots) mkdirSync(shots, { recursive: true })
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, bypassCSP: true })
  await context.addCookies([...phone.jar].map(([name, value]) => ({ name, value, url: base })))
  const tab = await context.newPage()
  const errors = []
  tab.on('pageerror', e => errors.push(String(e)))
  for (const [name, page] of seen) {
    const address = `${base}/shown/${name}`
    await tab.route(address, route => route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: page.html }))
    if (name.startsWith('kiosk')) await tab.setViewportSize({ width: 1080, height: 1500 })
    else await tab.setViewportSize({ width: 390, height: 844 })
    await tab.goto(address)
    await tab.evaluate(axe)
    const found = await tab.evaluate(() => window.axe.run(document, { rules: { region: { enabled: true } } }))
    const said = found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`)
    same(said.length, 0, `${name} for everybody: ${said.join('; ')}`)
    const broken = await tab.evaluate(() => [...document.images].filter(i => i.complete && i.naturalWidth === 0).length)
    same(broken, 0, `${name}: pictures that do not show`)
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    check(wide <= 0, `${name} is ${wide} too wide`)
    if (name === 'approve') await withScript(tab)
    if (name === 'options') await withOptions(tab)
    if (shots) await tab.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  }
  same(errors.length, 0, `no error of script: ${errors.join('; ')}`)
  await browser.close()
}

export async function look(phone) {
  for (const [name, page] of seen) judge(name, page)
  check(seen.size > 25, 'all pages were seen')
  check([...seen.values()].every(p => text(p.html).length > 20), 'none is empty')
  await validate()
  await inBrowser(phone)
}
