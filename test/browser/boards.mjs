// The visual language, and the boards: what the workshop, the desk, the bench and the manager look at all day.
import { holds, logIn, newWindow, same, sizes, store, test } from './harness.mjs'

/** Chosen, it stays so over a reload, whatever the system says; compact brings the rows together. */
async function chosen(page) {
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  const choose = async (name) => {
    await page.locator('[data-test=theme]').click()
    await page.locator(`[data-test=${name}]:visible`).click()
    await page.locator(`[data-test=${name}]:visible`).waitFor({ state: 'hidden' })
  }
  const height = async () => (await page.locator('tbody tr').first().boundingBox()).height
  await page.setViewportSize(sizes.desk)
  await page.goto('/')
  await page.locator('tbody tr').first().waitFor()
  await choose('theme-dark')
  same(await theme(), 'dark', 'chosen')
  await page.reload()
  await page.locator('tbody tr').first().waitFor()
  same(await theme(), 'dark', 'after a reload')
  await choose('theme-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  same(await theme(), 'light', 'chosen against the system')
  const roomy = await height()
  await choose('density-compact')
  holds(await height() < roomy, `a compact row is lower than ${roomy}`)
  await choose('density-roomy')
  same(await height(), roomy, 'roomy again')
  await choose('theme-system')
  same(await theme(), 'dark', 'as the system')
  await page.emulateMedia({ colorScheme: null })
}

export async function boards() {
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  await test('theme: what is chosen stays, in colour and in density', () => chosen(page))
  await page.context().close()
}
