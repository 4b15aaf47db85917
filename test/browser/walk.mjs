// Round the car by touch: marks, a photograph, fuel, a check, the signature; a signed one stands, a later
// look makes an edition; the order shows it.
import { ask, holds, logIn, newWindow, same, store, test, until } from './harness.mjs'
import { everyWay } from './pages.mjs'

const photo = {
  name: 'door.png', mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsAROxCnMTAAAAAElFTkSuQmCC', 'base64'),
}
const seen = {}

/** Touches the drawing at these thousandths of it. */
async function touch(page, x, y) {
  const body = page.locator('[data-test=body]')
  const box = await body.boundingBox()
  await body.tap({ position: { x: (box.width * x) / 1000, y: (box.height * y) / 1000 } })
}

async function saved(page) {
  await until(async () => (await ask(page, `/api/walk_round/${seen.walk}`)).marks.length === seen.marks, 'the marks at the server')
}

async function begin() {
  const page = await newWindow({ size: 'tablet', touch: true })
  seen.page = await logIn(page, `service_adviser@${store}`)
  await page.locator('[data-test=language-zh]').tap()
  seen.order = (await ask(page, '/api/repair_order?limit=1&business=in_work')).rows[0].id
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=to-walk]').tap()
  await page.locator('[data-test=walk-begin]').tap()
  await page.locator('[data-test=walk-state][data-state=draft]').waitFor()
  seen.walk = (await ask(page, `/api/walk_round?repair_order_id=${seen.order}`)).rows[0].id
}

async function mark() {
  const { page } = seen
  await touch(page, 420, 800)
  await page.locator('[data-test=kind-dent]').tap()
  await page.locator('[data-test=mark-note-0]').fill('左前门凹陷')
  await page.locator('[data-test=sheet-0] [data-test=camera]').setInputFiles(photo)
  await page.locator('[data-test=sheet-0] img').waitFor()
  await page.locator('[data-test=mark-done]').tap()
  await touch(page, 150, 480)
  await page.locator('[data-test=kind-scratch]').tap()
  await page.locator('[data-test=mark-done]').tap()
  // A mark is moved without a finger too.
  await page.locator('[data-test=mark-1]').focus()
  await page.keyboard.press('ArrowLeft')
  seen.marks = 2
  await saved(page)
  const walk = await ask(page, `/api/walk_round/${seen.walk}`)
  same([walk.marks[0].kind, walk.marks[0].note, walk.marks[0].photo !== null], ['dent', '左前门凹陷', true], 'the first mark')
  holds(Math.abs(walk.marks[0].x - 420) < 8 && Math.abs(walk.marks[0].y - 800) < 8, `the place: ${walk.marks[0].x}, ${walk.marks[0].y}`)
}

async function facts() {
  const { page } = seen
  await page.locator('[data-test=fuel]').fill('65')
  await page.locator('#walk-tread_fl').fill('5.5')
  await page.locator('#walk-valuables').fill('行车记录仪、雨伞')
  await page.locator('[data-test=all-good]').tap()
  page.expects = (text) => /422|walk_round_save/.test(text)
  await page.locator('[data-test=check-brakes]').getByRole('button', { name: '异常' }).tap()
  // Not good without a word of why: told at its place.
  await page.locator('[data-test=check-brakes] .fault').waitFor()
  await page.locator('[data-test=check-brakes] input').fill('制动异响')
  await until(async () => (await ask(page, `/api/walk_round/${seen.walk}`)).checks.length === 10, 'the checks at the server')
  page.expects = () => false
  const walk = await ask(page, `/api/walk_round/${seen.walk}`)
  same([walk.fuel, walk.tread_fl, walk.tread_fr, walk.valuables], [650000, 5500, null, '行车记录仪、雨伞'], 'what was noted')
  await page.waitForFunction(() => document.querySelector('[data-test=check-brakes] .fault') === null)
}

async function sign() {
  const { page } = seen
  const pad = page.locator('[data-test=sign-pad]')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  await page.mouse.move(box.x + 40, box.y + 90)
  await page.mouse.down()
  for (let i = 0; i < 12; i++) await page.mouse.move(box.x + 40 + i * 22, box.y + 90 + (i % 2 ? 40 : -40))
  await page.mouse.up()
  await page.locator('[data-test=signer]').fill('')
  page.expects = (text) => /422|walk_round_sign/.test(text)
  await page.locator('[data-test=walk-sign]').tap()
  await page.locator('[data-test=sign-refusal]').waitFor()
  page.expects = () => false
  await page.locator('[data-test=signer]').fill('王小明')
  await page.locator('[data-test=walk-sign]').tap()
  await page.locator('[data-test=walk-state][data-state=signed]').waitFor()
  const walk = await ask(page, `/api/walk_round/${seen.walk}`)
  same([walk.signed_name, walk.signature !== null], ['王小明', true], 'the signature')
  const answer = await page.request.get(`/api/file/${walk.signature}/content`)
  same(answer.headers()['content-type'], 'image/png', 'the signature as a picture')
  same(await page.locator('[data-test=add-mark]').count(), 0, 'ways to change what is signed')
}

async function later() {
  const { page } = seen
  await page.locator('[data-test=walk-begin]').tap()
  await page.locator('[data-test=walk-state][data-state=draft]').waitFor()
  same(await page.locator('[data-test^=mark-]:is(g)').count(), 2, 'the marks of the edition before')
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=order-walk] [data-test=mark-1]').waitFor()
  await page.goto(`/repair_order/${seen.order}/record`)
  await page.locator('[data-test=related-walk_round]').waitFor()
  same(await page.locator('[data-test=related-walk_round] tbody tr').count(), 2, 'editions in the whole record')
  same(page.wrong, [], 'console and requests')
}

/** Who works on the car adds a photograph; the store-room may not. */
async function photographs() {
  const page = await newWindow({ size: 'tablet', touch: true })
  await logIn(page, `technician@${store}`)
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=photo-caption]').fill('刹车片磨损')
  await page.locator('[data-test=order-camera]').setInputFiles(photo)
  await page.locator('[data-test=order-photos] a', { hasText: '刹车片磨损' }).waitFor()
  const { rows } = await ask(page, `/api/order_photo?repair_order_id=${seen.order}`)
  same(rows.map((row) => row.caption), ['刹车片磨损'], 'the photographs at the server')
  same(page.wrong, [], 'console and requests')
  await page.context().close()
  const keeper = await newWindow()
  await logIn(keeper, `storekeeper@${store}`)
  await keeper.goto(`/repair_order/${seen.order}`)
  await keeper.locator('[data-test=order-photos] img').waitFor()
  same(await keeper.locator('[data-test=order-camera]').count(), 0, 'ways to add a photograph')
  await keeper.context().close()
}

export async function walk() {
  await test('walk-round: begun from the order', begin)
  await test('walk-round: marks with a photograph, by touch and by keys', mark)
  await test('walk-round: fuel, treads, checks; what is wrong at its place', facts)
  await test('walk-round: signed, and it stands', sign)
  await test('walk-round: a later edition; the order shows it', later)
  await test('order: a technician adds a photograph', photographs)
  const { page } = seen
  await page.goto(`/repair_order/${seen.order}/walk`)
  await page.locator('[data-test=mark-0]').waitFor()
  await everyWay(page, 'walk-draft', () => page.locator('[data-test=sheet-0] button').first().click(),
    () => page.locator('[data-test=sheet-0] button').first().click())
  await page.goto(`/repair_order/${seen.order}`)
  await page.locator('[data-test=order-walk] [data-test=mark-1]').waitFor()
  await everyWay(page, 'order-marks')
  await page.context().close()
}
