// The pictures of the README: PNG of few colours, each under 200 kB.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, logIn, newWindow, shots, sizes, store } from './harness.mjs'

async function shoot(page, path, name, size) {
  await page.setViewportSize(size)
  await page.goto(path)
  await page.locator('tbody tr, dl.grid, [data-card], [data-test=job], .figure').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(shots, `${name}.png`) })
  console.log(`picture ${name}`)
}

/** The screens of the posts that look at one thing all day, by day and by night. */
async function boards() {
  const all = [['workshop_supervisor', '/board', 'board', { width: 1280, height: 720 }], ['workshop_supervisor', '/board', 'board-dark', { width: 1280, height: 720 }],
    ['technician', '/bench', 'bench', sizes.tablet], ['store_general_manager', '/today', 'today', { width: 1280, height: 860 }]]
  for (const [post, path, name, size] of all) {
    const page = await newWindow()
    await logIn(page, `${post}@${store}`)
    await page.emulateMedia({ colorScheme: name.endsWith('dark') ? 'dark' : 'light' })
    await shoot(page, path, name, size)
    await page.context().close()
  }
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
  await boards()
}
