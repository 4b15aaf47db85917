// The estimate on the staff's screens: a package and a job priced by the car at the desk, options chosen at
// the answer, what stands beside the lines; each screen in both languages.
import { ask, at, newWindow, logIn, same, send, store, test, until } from './harness.mjs'
import { stands } from './controls.mjs'
import { everyWay } from './pages.mjs'

const plate = '粤B8E8E8'
const seen = {}
const total = (page, text) => until(async () => await page.locator('[data-test=approve-total]').innerText() === text, `the total ${text}`)

async function desk() {
  const page = await at('service_adviser')
  const owner = await send(page, '/api/party', { name: '欧阳娜', kind: 'person', phone: '13766665555' })
  await send(page, '/api/vehicle', { plate, brand: '大众', series: '朗逸', owner_id: owner.id })
  await page.goto('/reception')
  await page.locator('[data-test=find-car]').fill('8E8E')
  await page.locator('[data-test=found-car]', { hasText: plate }).click()
  await page.locator('[data-test=field-odometer_in] input').fill('30000')
  for (const [index, letters] of ['bytc', 'hzdp'].entries()) {
    await page.locator(`[data-test=what-${index}] input`).fill(letters)
    await page.locator(`[data-test=what-${index}] [role=option]`).first().click()
  }
  // 399 for all of the package; an hour on a car of band B is 120.
  await until(async () => (await page.locator('[data-test=preview-total]').innerText()).includes('519.00'), 'what the server says it costs')
  await until(async () => (await page.locator('[data-test=field-promised_at] input').first().inputValue()) !== '', 'a promise')
  await page.locator('[data-test=open-order]').click()
  await page.waitForURL(/\/repair_order\/\d+/)
  seen.order = new URL(page.url()).pathname.split('/')[2]
  const order = await ask(page, `/api/repair_order/${seen.order}`)
  same(order.lines.reduce((sum, line) => sum + line.amount, 0), 39900 + 12000, 'the lines of the package and the job')
}

async function answer() {
  const page = await at('service_adviser')
  const one = (tier, title, fen) => ({ tier, kind: 'other', title, quantity: 1000, price: fen * 10000 })
  const path = `/api/repair_order/${seen.order}`
  await send(page, `${path}/repair_order_add_options`, { title: '前制动片', lines: [one('good', '同质片', 20000), one('better', '原厂片', 35000), one('best', '陶瓷片', 50000)] })
  await send(page, `${path}/repair_order_add_wishes`, { wishes: [{ wish: '刹车有点软', class: 'fault' }, { wish: '看看空调', class: 'question' }] })
  await send(page, `${path}/repair_order_tell`, { topic: 'progress', what: '正在检查', means: 'face' })
  await send(page, `${path}/repair_order_estimate`, {})
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=block-package]').waitFor()
  await page.locator('[data-test=block-options]').waitFor()
  await page.locator('[data-test=beside-order_wish]', { hasText: '刹车有点软' }).waitFor()
  await page.locator('[data-test=beside-told_record]', { hasText: '正在检查' }).waitFor()
  await page.locator('[data-test=command-repair_order_approve]').click()
  await page.locator('[data-test=approve]').waitFor()
  await total(page, '¥869.00')
  await page.locator('[data-test=tier-best] input').check()
  await total(page, '¥1,019.00')
  await page.locator('[data-test=tier-none] input').check()
  await total(page, '¥519.00')
  await page.locator('[data-test=tier-good] input').check()
  // The filter of the package is left out: the rest counts at single prices.
  await page.locator('[data-test=approve] li.inner input').nth(2).uncheck()
  await total(page, '¥732.00')
}

async function sign() {
  const page = await at('service_adviser')
  await page.locator('[data-test=approve-ok]').click()
  await stands(page, { business: 'in_work' })
  const order = await ask(page, `/api/repair_order/${seen.order}`)
  same([order.total, order.options[0].chosen, order.groups[0].broken], [73200, 'good', true], 'what was answered')
  await page.locator('[data-test=beside-proposal]', { hasText: '机油滤清器' }).waitFor()
}

async function everywhere() {
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=beside-proposal]').waitFor()
  await everyWay(page, 'order-estimate')
  await page.context().close()
}

export async function estimate() {
  await test('estimate: a package and a job by the car at the desk', desk)
  await test('estimate: options, a package taken apart, the total as the server reckons it', answer)
  await test('estimate: what was answered, and what is proposed for the next visit', sign)
  await everywhere()
}
