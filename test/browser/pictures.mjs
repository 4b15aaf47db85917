// The pictures of the README: PNG of few colours, each under 200 kB.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, logIn, newWindow, shots, sizes, store } from './harness.mjs'

async function shoot(page, path, name, size) {
  await page.setViewportSize(size)
  await page.goto(path)
  await page.locator('tbody tr, dl.grid').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(shots, `${name}.png`) })
  console.log(`picture ${name}`)
}

export async function pictures() {
  mkdirSync(shots, { recursive: true })
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  const orders = await ask(page, '/api/repair_order?business=in_work&workshop=working')
  await shoot(page, '/', 'work', { width: 1280, height: 720 })
  await shoot(page, '/repair_order', 'list', { width: 1280, height: 720 })
  await shoot(page, `/repair_order/${orders.rows[0].id}`, 'repair-order', { width: 1280, height: 860 })
  await shoot(page, '/', 'phone', sizes.phone)
  await page.context().close()
}
