// Who calls for the next service: the list of the day, the call, the booking made in it.
import { ask, commandOf, holds, logIn, newWindow, same, sizes, store, test, until } from './harness.mjs'
import { fill } from './controls.mjs'
import { everyWay } from './pages.mjs'
import { tell } from './boards.mjs'

export const dayIn = (n) => new Date(Date.now() + 8 * 3600e3 + n * 86400e3).toISOString().slice(0, 10)

/** A car that was delivered here and is not here again. */
async function gone(page) {
  const here = (await ask(page, '/api/repair_order?business=received,estimated,in_work,settled&limit=200')).rows.map((row) => row.vehicle_id)
  const { rows } = await ask(page, '/api/repair_order?business=delivered&limit=50')
  return ask(page, `/api/vehicle/${rows.find((row) => !here.includes(row.vehicle_id)).vehicle_id}`)
}

/** It is due in three days, and stands on the list. */
export async function due(page) {
  const car = await gone(page)
  const { csrf } = await ask(page, '/api/session')
  const answer = await page.request.patch(`/api/vehicle/${car.id}`, {
    data: { next_service_date: dayIn(3) }, headers: { 'X-CSRF-Token': csrf, 'If-Match': `"${car.version}"` } })
  holds(answer.ok(), `the day of the next service: ${answer.status()}`)
  const { status } = await tell(page, `/api/vehicle/${car.id}/vehicle_read_odometer`, { km: car.odometer_km })
  holds(status < 300, `the odometer: ${status}`)
  let rows = []
  await until(async () => (rows = (await ask(page, `/api/reminder?vehicle_id=${car.id}&state=waiting`)).rows).length === 1, 'a reminder')
  return rows[0]
}

async function command(page, name) {
  await (await commandOf(page, name)).click()
  const dialog = page.locator(`[data-test=dialog-${name}]`)
  await dialog.waitFor()
  return dialog
}

/** As it was before the page was looked at in every way. */
async function backToDesk(page) {
  await page.setViewportSize(sizes.desk)
  await page.locator('[data-test=language-zh]').first().click()
}

export async function care() {
  const page = await newWindow()
  await logIn(page, `receptionist@${store}`)
  let one
  await test('care: a car that is due stands on the call list of its store', async () => {
    one = await due(page)
    same([one.due_on, one.why], [dayIn(3), 'date'], 'when, and because of what')
    await page.goto('/reports/call_list')
    await page.locator('main table tbody tr', { hasText: one.title }).first().waitFor()
  })
  await everyWay(page, 'call-list')
  await test('care: an outcome that lacks its day is told at the field; then it is called again on that day', async () => {
    await backToDesk(page)
    await page.goto(`/reminder/${one.id}`)
    const dialog = await command(page, 'reminder_record')
    await fill(page, dialog, { outcome: '改天再联系' })
    page.expects = (text) => /422|reminder_record/.test(text)
    await dialog.locator('[data-test=confirm-ok]').click()
    await dialog.locator('[data-test=field-again_on] .fault').waitFor()
    page.expects = () => false
    await fill(page, dialog, { again_on: dayIn(1), note: '出差' })
    await dialog.locator('[data-test=confirm-ok]').click()
    await until(async () => (await ask(page, `/api/reminder/${one.id}`)).call_on === dayIn(1), 'called again tomorrow')
  })
  await everyWay(page, 'reminder')
  await test('care: the booking made in the call', async () => {
    await backToDesk(page)
    const dialog = await command(page, 'reminder_book')
    await fill(page, dialog, { day: dayIn(2), slot: '10:00', waiting: true })
    await dialog.locator('[data-test=confirm-ok]').click()
    await until(async () => (await ask(page, `/api/reminder/${one.id}`)).state === 'booked', 'booked')
    const { appointment_id } = await ask(page, `/api/reminder/${one.id}`)
    const booked = await ask(page, `/api/appointment/${appointment_id}`)
    same([booked.channel, booked.day, booked.slot, booked.waiting], ['active', dayIn(2), 600, true], 'the appointment')
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
}
