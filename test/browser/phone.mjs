// A customer on the phone: a slot that is offered is taken, what is wrong about him is put right in the same
// screen, what was said is kept with the booking.
import { ask, holds, logIn, newWindow, same, store, test, until } from './harness.mjs'
import { fill } from './controls.mjs'
import { accessible } from './pages.mjs'

const form = '[data-test=book-form]'
let car, made

async function offered(page) {
  await page.locator('[data-test^=slot-]:enabled').first().click()
  await page.locator(form).waitFor()
  await fill(page, page.locator(form), { vehicle_id: car.plate, channel: '客户来电', kind: '保养', minutes: '30', wish: '电话里的保养' })
  const chip = page.locator('[data-test^=offer-]').last()
  await chip.waitFor()
  holds((await chip.locator('span').first().innerText()).length > 1, 'why it is offered')
  const [day, slot] = (await chip.getAttribute('data-test')).replace('offer-', '').match(/^(.{10})-(\d+)$/).slice(1)
  await chip.click()
  const clock = `${Math.floor(slot / 60)}:${String(slot % 60).padStart(2, '0')}`
  same(await page.locator(`${form} [data-test=field-slot] input`).inputValue(), clock, 'the slot that was offered')
  await until(async () => await page.locator('[data-test^=offer-][aria-pressed=true]').count() <= 1, 'one is taken at most')
  const adviser = page.locator(`${form} [data-test=field-adviser_id] .el-select__selected-item`).last()
  await until(async () => (await adviser.innerText()).trim().length > 1, 'the adviser with most time')
  await accessible(page)
  return { day, slot: Number(slot) }
}

async function callerPutRight(page) {
  const other = `139${String(Date.now()).slice(-8)}`
  await page.locator('[data-test=caller-phone2]').fill(other)
  await page.locator('[data-test=caller-save]').click()
  await page.locator('[data-test=caller] [role=status]').waitFor()
  same((await ask(page, `/api/party/${car.owner_id}`)).phone2, other, 'his second number')
  same(await page.locator('[data-test=caller-save]').count(), 0, 'nothing is left to save')
}

export async function phone() {
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  car = (await ask(page, '/api/vehicle?limit=50')).rows.find((one) => one.plate && one.owner_id)
  await page.goto('/appointments-today')
  await page.locator('[data-test=day-after]').click()
  await page.locator('[data-test^=slot-]:enabled').first().waitFor()
  await test('phone: an offered slot is taken, the adviser with most time is named', async () => { made = await offered(page) })
  await test('phone: the caller is put right in the same screen', () => callerPutRight(page))
  await test('phone: what was said is ticked and kept with the booking', async () => {
    await page.locator('[data-test=script] input[type=checkbox]').first().check()
    same((await page.locator('[data-test=script-count]').innerText()).split(' / ')[0], '1', 'said so far')
    await page.locator(`${form} [data-test=confirm-ok]`).click()
    await page.locator(form).waitFor({ state: 'hidden' })
    const find = async () => (await ask(page, `/api/appointment?vehicle_id=${car.id}&day=${made.day}&limit=5`)).rows.find((one) => one.wish === '电话里的保养')
    await until(async () => await find(), 'the booking')
    const row = await find()
    same(row.slot, made.slot, 'its slot')
    holds(row.adviser_id, 'its adviser')
    await until(async () => (await ask(page, `/api/reports/call_steps?kind=passive&appointment_id=${row.id}`)).rows.some((one) => one.done), 'the step that was said')
  })
  await test('phone: console and requests', () => same(page.wrong, [], 'wrong'))
  await page.context().close()
}
