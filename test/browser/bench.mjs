// The technician's tablet: in gloves, and through minutes without a network.
import { ask, holds, logIn, newWindow, same, store, test, until } from './harness.mjs'
import { byNight, everyWay } from './pages.mjs'
import { tell } from './boards.mjs'

const picture = {
  name: 'found.png', mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
}

const jobNow = (page) => page.locator('[data-test=job]').getAttribute('data-job')
const stateIs = (page, state) => page.locator(`[data-test=job][data-state=${state}]`).waitFor()
const unsent = (page) => page.locator('[data-test=outbox] li').count()

async function tap(page, name) {
  const button = page.locator(`[data-test=${name}]`)
  await button.waitFor()
  const box = await button.boundingBox()
  holds(box.height >= 56, `${name} is ${box.height} px high`)
  await button.tap()
}

/** How often each command is in the history of a job. */
async function history(page, id) {
  const { events } = await ask(page, `/api/assignment/${id}/timeline`)
  return Object.fromEntries(events.map((one) => [one.command, events.filter((other) => other.command === one.command).length]))
}

/** A new job for the technician of the demo: received, approved and dispatched. */
async function give(adviser, supervisor, plate) {
  const must = async (page, path, body) => {
    const { status, row } = await tell(page, path, body)
    holds(status < 300, `${path}: ${status} ${JSON.stringify(row)}`)
    return row
  }
  const party = (await ask(adviser, '/api/party?kind=person&limit=1')).rows[0]
  const car = await must(adviser, '/api/vehicle', { plate, owner_id: party.id, brand: '大众', series: '帕萨特' })
  const order = await must(adviser, '/api/repair_order', { vehicle_id: car.id, nature: 'repair', category: 'minor', odometer_in: 30,
    promised_at: new Date(Date.now() + 7200000).toISOString(), wish: '刹车时有异响',
    lines: [{ kind: 'labour', title: '检查制动', quantity: 500, price: 120000000 }] })
  await must(adviser, `/api/repair_order/${order.id}/repair_order_estimate`)
  await must(adviser, `/api/repair_order/${order.id}/repair_order_approve`, { total: 6000 })
  const jobs = (await ask(supervisor, '/api/assignment?state=assigned,working,paused,finished&limit=1')).rows
  const dispatched = await must(supervisor, `/api/repair_order/${order.id}/repair_order_dispatch`, { technician_id: jobs[0].technician_id })
  return dispatched.created[0].id
}

/** Makes a job the one on the screen. */
async function take(page, id) {
  await until(async () => await jobNow(page) === id || await page.locator(`[data-test=other-${id}]`).count() === 1, 'the job is on the bench')
  if (await jobNow(page) !== id) await page.locator(`[data-test=other-${id}]`).tap()
  await until(async () => await jobNow(page) === id, 'the job is the one at hand')
}

async function online(page) {
  await test('bench: pause with its reason, resume, finish what runs', async () => {
    const id = await jobNow(page)
    await stateIs(page, 'working')
    await tap(page, 'tap-assignment_pause')
    await tap(page, 'why-parts')
    await until(async () => (await ask(page, `/api/assignment/${id}`)).stop_reason === 'parts', 'paused for parts')
    await take(page, id)
    await stateIs(page, 'paused')
    await tap(page, 'tap-assignment_resume')
    await stateIs(page, 'working')
    await tap(page, 'tap-assignment_finish')
    await tap(page, 'checked')
    await until(async () => (await ask(page, `/api/assignment/${id}`)).state === 'finished', 'finished')
    same(page.wrong, [], 'console and requests')
  })
}

async function offline(page, id) {
  await test('bench: a minute without a network: start, a photo, a part, finish; each once, in order', async () => {
    await take(page, id)
    page.expects = () => true
    await page.context().setOffline(true)
    await page.locator('[data-test=tap-assignment_start]').dblclick()
    await stateIs(page, 'working')
    await page.locator('[data-test=camera]').setInputFiles(picture)
    await tap(page, 'tap-ask')
    await page.locator('[data-test=ask-what]').fill('前制动片')
    await tap(page, 'ask-send')
    await tap(page, 'tap-assignment_finish')
    await tap(page, 'checked')
    await until(async () => await unsent(page) === 4, 'four presses wait')
    holds((await page.locator('[data-test=outbox-count]').innerText()).includes('4'), 'unsent: 4')
    same((await page.locator('[data-test=outbox] li').evaluateAll((all) => all.map((one) => one.dataset.test))),
      ['unsent-assignment_start', 'unsent-assignment_photo', 'unsent-assignment_ask_part', 'unsent-assignment_finish'], 'in order')
    await page.context().setOffline(false)
    await until(async () => await unsent(page) === 0, 'all is sent', 20000)
    page.expects = () => false
    page.wrong.splice(0)
    same((await ask(page, `/api/assignment/${id}`)).state, 'finished', 'on the server')
    const times = await history(page, id)
    same([times.assignment_start, times.assignment_photo, times.assignment_ask_part, times.assignment_finish], [1, 1, 1, 1], 'events')
    same((await ask(page, `/api/order_photo?assignment_id=${id}`)).rows.map((r) => [r.caption, r.internal]),
      [[(await ask(page, `/api/assignment/${id}`)).title, true]], 'photos')
    same((await ask(page, `/api/part_request?assignment_id=${id}`)).rows.map((r) => r.what), ['前制动片'], 'parts asked for')
  })
}

async function overReload(page, id) {
  await test('bench: what is unsent outlives a reload and is sent once', async () => {
    await take(page, id)
    page.expects = () => true
    const blocked = (url) => url.pathname.includes('/assignment_')
    await page.route(blocked, (route) => route.abort())
    const pressed = Date.now()
    await tap(page, 'tap-assignment_start')
    await until(async () => await unsent(page) === 1, 'it waits')
    await page.waitForTimeout(3000)
    await page.reload()
    await until(async () => await unsent(page) === 1, 'it waits after the reload')
    await stateIs(page, 'working')
    same((await ask(page, `/api/assignment/${id}`)).state, 'assigned', 'the server has not had it')
    await page.unroute(blocked)
    await until(async () => await unsent(page) === 0, 'it is sent', 20000)
    page.expects = () => false
    page.wrong.splice(0)
    same((await history(page, id)).assignment_start, 1, 'started once')
    const began = Date.parse((await ask(page, `/api/assignment/${id}`)).started_at)
    holds(began >= pressed - 1000 && began < pressed + 2900, `it counts from the press: ${began - pressed} ms after`)
    await tap(page, 'tap-assignment_finish')
    await tap(page, 'checked')
    await until(async () => (await ask(page, `/api/assignment/${id}`)).state === 'finished', 'finished')
  })
}

async function lostAnswer(page, id) {
  await test('bench: an answer that was lost on its way does not make it twice', async () => {
    await take(page, id)
    page.expects = () => true
    let lost = 0
    await page.route((url) => url.pathname.endsWith('/assignment_start'), async (route) => {
      if (lost++ > 0) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await tap(page, 'tap-assignment_start')
    await until(async () => lost > 1 && await unsent(page) === 0, 'sent again', 20000)
    await page.unrouteAll()
    page.expects = () => false
    page.wrong.splice(0)
    same((await history(page, id)).assignment_start, 1, 'started once')
    await tap(page, 'tap-assignment_finish')
    await tap(page, 'checked')
    await until(async () => (await ask(page, `/api/assignment/${id}`)).state === 'finished', 'finished')
  })
}

async function refused(page, supervisor, id) {
  await test('bench: what is refused after the return is shown until it was looked at', async () => {
    await take(page, id)
    page.expects = () => true
    await page.context().setOffline(true)
    await tap(page, 'tap-assignment_start')
    await until(async () => await unsent(page) === 1, 'it waits')
    same((await tell(supervisor, `/api/assignment/${id}/assignment_cancel`)).status, 200, 'taken back meanwhile')
    await page.context().setOffline(false)
    const entry = page.locator('[data-test=unsent-assignment_start][data-fate=refused]')
    await entry.waitFor({ timeout: 20000 })
    holds((await entry.locator('[role=alert]').innerText()).length > 8, 'why')
    await page.reload()
    await entry.waitFor()
    page.expects = () => false
    page.wrong.splice(0)
    await entry.locator('[data-test=unsent-seen]').tap()
    await entry.waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('[data-test=job], .wb-empty').first().waitFor()
    same(await unsent(page), 0, 'it is gone')
  })
}

export async function bench() {
  const page = await newWindow({ size: 'tablet', touch: true })
  await logIn(page, `technician@${store}`)
  const adviser = await newWindow()
  await logIn(adviser, `service_adviser@${store}`)
  const supervisor = await newWindow()
  await logIn(supervisor, `workshop_supervisor@${store}`)
  await page.locator('[data-test=nav-bench]').click()
  await page.locator('[data-test=job]').waitFor()
  await online(page)
  const give_ = (plate) => give(adviser, supervisor, plate)
  await offline(page, await give_('粤B80001'))
  await overReload(page, await give_('粤B80002'))
  await lostAnswer(page, await give_('粤B80003'))
  await refused(page, supervisor, await give_('粤B80004'))
  await test('bench: the keeper of the stock sees what is asked for', async () => {
    const keeper = await newWindow()
    await logIn(keeper, `storekeeper@${store}`)
    await keeper.locator('[data-test="queue-part_request.state.PR_ASKED"]', { hasText: '1' }).click()
    await keeper.locator('tbody tr', { hasText: '前制动片' }).waitFor()
    await keeper.context().close()
  })
  await give_('粤B80005')
  await page.goto('/bench')
  await page.locator('[data-test=job]').waitFor()
  await everyWay(page, 'bench')
  await byNight(page, 'bench', 'tablet')
  for (const one of [page, adviser, supervisor]) await one.context().close()
}
