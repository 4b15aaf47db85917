// The main screens of each post, for docs/gallery: JPEG, some 60 kB each.
import { join } from 'node:path'
import { ask, logIn, newWindow, shots, sizes, store } from './harness.mjs'

const screens = [
  ['work', 'service_adviser', '/'],
  ['list', 'service_adviser', '/repair_order'],
  ['reception', 'service_adviser', '/reception'],
  ['order', 'service_adviser', '/repair_order/ORDER'],
  ['walk', 'service_adviser', '/repair_order/ORDER/walk'],
  ['bookings', 'service_adviser', '/appointments-today'],
  ['board', 'workshop_supervisor', '/board'],
  ['time-board', 'workshop_supervisor', '/time-board'],
  ['bench', 'technician', '/bench', 'tablet'],
  ['till', 'cashier', '/cashier'],
  ['counter', 'storekeeper', '/parts-counter'],
  ['today', 'store_general_manager', '/today'],
  ['process', 'store_general_manager', '/charts'],
]

async function shoot(page, name, path, size) {
  await page.setViewportSize(size === undefined ? { width: 1280, height: 800 } : sizes[size])
  await page.goto(path)
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(shots, `${name}.jpg`), type: 'jpeg', quality: 60 })
  console.log(`picture ${name}`)
}

export async function gallery() {
  for (const [name, post, path, size] of screens) {
    const page = await newWindow()
    await logIn(page, `${post}@${store}`)
    const [order] = path.includes('ORDER') ? (await ask(page, '/api/repair_order?business=in_work&limit=1')).rows : []
    await shoot(page, name, path.replace('ORDER', String(order?.id)), size)
    await page.context().close()
  }
}
