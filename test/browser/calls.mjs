// The call list by keyboard alone: the list of the day, the script, the outcome, the next try, the booking.
import { ask, holds, logIn, newWindow, same, sizes, store, test, until } from './harness.mjs'
import { fill } from './controls.mjs'
import { dayIn, due } from './care.mjs'

/** What stands in the middle of the keyboard's attention. */
const focused = (page) => page.evaluate(() => {
  const one = document.activeElement
  return one?.closest('[data-test]')?.getAttribute('data-test') ?? one?.tagName.toLowerCase()
})

/** By the palette, which finds by the initials of the words too. */
async function palette(page, typed, place) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(typed)
  await page.locator(`[data-test=place-${place}][aria-selected=true]`).waitFor()
  await page.keyboard.press('Enter')
}

async function command(page, typed, name) {
  await palette(page, typed, `command-${name}`)
  const dialog = page.locator(`[data-test=dialog-${name}]`)
  await dialog.waitFor()
  await until(() => dialog.evaluate((one) => one.contains(document.activeElement)), `the focus is in ${name}`)
  return dialog
}

/** Goes on by Tab until the focus stands in this field. */
async function tabTo(page, name, key = 'Tab') {
  for (let n = 0; n < 30; n++) {
    if (await focused(page) === name) return
    await page.keyboard.press(key)
  }
  throw new Error(`${name} is not reached by ${key}; the focus is at ${await focused(page)}`)
}

/** Opens the list of a choice, goes down it, takes what stands there. */
async function choose(page, name, label) {
  await tabTo(page, `field-${name}`)
  await page.keyboard.press('ArrowDown')
  await page.locator('.el-select-dropdown__item:visible').first().waitFor()
  const option = page.locator('.el-select-dropdown__item.is-hovering:visible')
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(30)
    if (await option.count() > 0 && (await option.innerText()).trim() === label) break
  }
  same((await option.innerText()).trim(), label, 'the option that is taken')
  await page.keyboard.press('Enter')
}

const shut = (page) => page.locator('.el-dialog:visible').waitFor({ state: 'hidden', timeout: 3000 })

async function escapes(page, one) {
  for (const [name, path] of [['reminder_log_call', `/reminder/${one.id}`], ['reminder_record', `/reminder/${one.id}`],
    ['reminder_book', `/reminder/${one.id}`]])
    await test(`calls: Escape closes ${name}, in which nothing was typed`, async () => {
      await page.goto(path)
      await page.locator('[data-test=title]').waitFor()
      const words = { reminder_log_call: 'jlthbz', reminder_record: 'jljg', reminder_book: 'yy' }
      await command(page, words[name], name)
      await page.waitForTimeout(500)
      await page.keyboard.press('Escape')
      await shut(page)
      same(await page.locator('.el-message-box:visible').count(), 0, 'questions')
    })
}

export async function calls() {
  const page = await newWindow()
  await logIn(page, `receptionist@${store}`)
  const one = await due(page)
  await escapes(page, one)
  // From here on nobody touches the mouse.
  await test('calls: the list of the day, and the car in it', async () => {
    await page.goto('/')
    await page.locator('main h1').waitFor()
    await palette(page, 'jrzlmd', 'report-call_list')
    await page.waitForURL('**/reports/call_list')
    await page.locator('main tbody tr.opens', { hasText: one.title }).waitFor()
    await page.keyboard.press('ArrowDown')
    const row = page.locator('main tbody tr:focus')
    await row.waitFor()
    for (let n = 0; n < 60 && !(await row.innerText()).includes(one.title); n++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/reminder/${one.id}`)
    await page.locator('[data-test=title]').waitFor()
  })
  await test('calls: the script is ticked as it is said, and kept', async () => {
    const dialog = await command(page, 'jlthbz', 'reminder_log_call')
    await dialog.locator('[data-test=step-1]').waitFor()
    for (const step of [1, 2, 3]) {
      await tabTo(page, `step-${step}`)
      await page.keyboard.press('Space')
    }
    holds((await dialog.locator('[data-test=script-count]').innerText()).startsWith('3 /'), 'three were said')
    await page.keyboard.press('Control+Enter')
    await shut(page)
    const { rows } = await ask(page, '/api/call_record?limit=50')
    holds(rows.some((row) => row.about?.id === one.id), 'the call is kept')
  })
  await test('calls: he asks to be called tomorrow', async () => {
    await command(page, 'jljg', 'reminder_record')
    await choose(page, 'outcome', '改天再联系')
    await tabTo(page, 'field-again_on')
    await page.keyboard.type(dayIn(1))
    await page.keyboard.press('Enter')
    await tabTo(page, 'field-note')
    await page.keyboard.type('出差')
    await page.keyboard.press('Control+Enter')
    await shut(page)
    const now = await ask(page, `/api/reminder/${one.id}`)
    same([now.call_on, now.note, now.state], [dayIn(1), '出差', 'waiting'], 'the next try')
  })
  await test('calls: he takes a slot that is offered', async () => {
    const dialog = await command(page, 'yy', 'reminder_book')
    // What is suggested stands in the form; another one is taken.
    await dialog.locator('[data-test^=offer-][aria-pressed=true]').waitFor()
    await page.waitForLoadState('networkidle')
    const offer = dialog.locator('[data-test^=offer-][aria-pressed=false]').last()
    const [, day, slot] = /^offer-(.{10})-(\d+)$/.exec(await offer.getAttribute('data-test'))
    await tabTo(page, `offer-${day}-${slot}`, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await shut(page)
    const now = await ask(page, `/api/reminder/${one.id}`)
    same(now.state, 'booked', 'the reminder')
    const booked = await ask(page, `/api/appointment/${now.appointment_id}`)
    same([booked.day, booked.slot], [day, Number(slot)], 'the appointment')
  })
  await test("calls: somebody else's change of the caller's file is told, what was typed stays", async () => {
    await page.setViewportSize(sizes.desk)
    const car = await ask(page, `/api/vehicle/${one.vehicle_id}`)
    const patch = async (body) => {
      const { version } = await ask(page, `/api/party/${car.owner_id}`)
      const { csrf } = await ask(page, '/api/session')
      return page.request.patch(`/api/party/${car.owner_id}`, { data: body, headers: { 'X-CSRF-Token': csrf, 'If-Match': `"${version}"` } })
    }
    await page.goto(`/appointments-today?day=${dayIn(3)}`)
    await page.locator('[data-test^=slot-]').first().click()
    const form = page.locator('[data-test=book-form]')
    await form.waitFor()
    await fill(page, form, { vehicle_id: car.plate })
    const box = form.locator('[data-test=caller]')
    await box.locator('input').nth(2).fill('13700000001')
    holds((await patch({ phone2: '13911112222' })).ok(), 'the other one changes it')
    page.expects = (text) => /412|api\/party/.test(text)
    await box.locator('[data-test=caller-save]').click()
    await box.locator('[role=alert]', { hasText: '13911112222' }).waitFor()
    page.expects = () => false
    same(await box.locator('input').nth(2).inputValue(), '13700000001', 'what was typed')
    await box.locator('[data-test=caller-save]').click()
    await until(async () => (await ask(page, `/api/party/${car.owner_id}`)).phone2 === '13700000001', 'what was meant')
  })
  await test('calls: nothing was wrong on the way', async () => {
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
}
