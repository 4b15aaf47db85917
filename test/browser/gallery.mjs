// The main screens of each post, for docs/gallery: JPEG, some 40 kB each.
import { join } from 'node:path'
import { ask, logIn, newWindow, shots, sizes, store } from './harness.mjs'

const desk = { width: 1280, height: 800 }
const tomorrow = new Date(Date.now() + 32 * 3600e3).toISOString().slice(0, 10)
const plate = async (page) => (await ask(page, '/api/vehicle?limit=1')).rows[0].plate

/** What somebody does there first, so that there is something to see. */
const steps = {
  reception: async (page) => {
    await page.locator('[data-test=find-car]').fill(await plate(page))
    await page.locator('[data-test=found-car]').first().click()
    await page.locator('[data-test=reception-form]').waitFor()
  },
  walk: async (page) => {
    await page.locator('[data-test=walk-begin]').click()
    for (let n = 0; n < 2; n++) {
      await page.locator('[data-test=add-mark]').click()
      await page.waitForTimeout(400)
    }
  },
  till: async (page) => page.locator('[data-test^=due-]').first().click(),
  counter: async (page) => page.locator('[data-test^=wanted-]').first().click(),
}
const screens = [
  ['work', 'service_adviser', '/'],
  ['list', 'service_adviser', '/repair_order'],
  ['reception', 'service_adviser', '/reception'],
  ['order', 'service_adviser', '/repair_order/ORDER'],
  ['walk', 'service_adviser', '/repair_order/ORDER/walk'],
  ['bookings', 'receptionist', `/appointments-today?day=${tomorrow}`],
  ['calls', 'receptionist', '/reports/call_list'],
  ['board', 'workshop_supervisor', '/board'],
  ['time-board', 'workshop_supervisor', '/time-board'],
  ['bench', 'technician', '/bench', sizes.tablet],
  ['till', 'cashier', '/cashier'],
  ['counter', 'storekeeper', '/parts-counter'],
  ['today', 'store_general_manager', '/today'],
  ['process', 'store_general_manager', '/charts'],
]
const inEnglish = ['work', 'order', 'bookings', 'board']

async function shoot(page, name, path) {
  await page.goto(path)
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForLoadState('networkidle')
  await steps[name]?.(page)
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(shots, `${name}.jpg`), type: 'jpeg', quality: 60 })
  console.log(`picture ${name}`)
}

export async function gallery() {
  for (const [name, post, path, size] of screens)
    for (const language of inEnglish.includes(name) ? ['zh', 'en'] : ['zh']) {
      const page = await newWindow({ scale: 0.75 })
      await logIn(page, `${post}@${store}`)
      const [order] = path.includes('ORDER') ? (await ask(page, '/api/repair_order?business=in_work&limit=1')).rows : []
      await page.locator(`[data-test=language-${language}]`).first().click()
      await page.setViewportSize(size ?? desk)
      await shoot(page, language === 'zh' ? name : `${name}-en`, path.replace('ORDER', String(order?.id)))
      await page.context().close()
    }
}
