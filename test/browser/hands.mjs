// By keyboard alone; by touch; in another language without reload; with a form half filled; without a server.
import { closeDesks, holds, logIn, newWindow, password, same, sizes, store, test, until } from './harness.mjs'
import { fillField, here, openWork, stands } from './controls.mjs'

const focused = (page) => page.evaluate(() => {
  const one = document.activeElement
  return one?.closest('[data-test]')?.getAttribute('data-test') ?? one?.tagName ?? ''
})

async function tabTo(page, test_, most = 60) {
  for (let i = 0; i < most; i++) {
    if (await focused(page) === test_) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${test_}`)
}

const type = (page, text) => page.keyboard.type(text)

async function byKeyboard() {
  const page = await newWindow()
  page.expects = (text) => /401|422|\/api\/(session|vehicle)$/.test(text)
  await page.goto('/login')
  await page.locator('[data-test=login-user]').waitFor()
  await until(async () => await focused(page) === 'login-user', 'the name has the focus')
  await type(page, `receptionist@${store}`)
  await page.keyboard.press('Tab')
  await type(page, password)
  await page.keyboard.press('Enter')
  await page.locator('[data-test=user-menu]').waitFor()

  await test('keyboard: / searches, the arrows choose, Enter opens', async () => {
    await page.keyboard.press('/')
    await until(async () => await focused(page) === 'search', 'the search has the focus')
    await type(page, '粤B')
    await page.locator('#search-hits li').nth(1).waitFor()
    await page.keyboard.press('ArrowDown')
    const name = await page.locator('#search-hits li[aria-selected=true] .name').innerText()
    await page.keyboard.press('Enter')
    same(await page.locator('[data-test=title]').innerText(), name, 'what was opened')
    await page.keyboard.press('Control+k')
    await until(async () => await focused(page) === 'search', 'Ctrl+K searches too')
    await page.keyboard.press('Escape')
  })

  await test('keyboard: a list by arrows, a row by Enter', async () => {
    await tabTo(page, 'nav-party')
    await page.keyboard.press('Enter')
    await page.locator('[data-test=new]').waitFor()
    const row = page.locator('tr[data-row]').first()
    await row.waitFor()
    await tabTo(page, await row.getAttribute('data-test'))
    await page.keyboard.press('ArrowDown')
    const second = await page.locator('tr[data-row]').nth(1).getAttribute('data-test')
    await until(async () => await focused(page) === second, 'the second row has the focus')
    await page.keyboard.press('Enter')
    await page.locator('[data-test=title]').waitFor()
    same(`row-${here(page).id}`, second, 'what was opened')
  })

  await test('keyboard: a form is filled, refused at its fields, mended and saved', async () => {
    await page.goto('/vehicle/new')
    await page.locator('[data-test=field-plate] input').waitFor()
    await until(async () => await focused(page) === 'field-plate', 'the first field has the focus')
    await type(page, 'B12')
    await page.keyboard.press('Enter')
    holds(await focused(page) !== 'field-plate', 'Enter goes on to the next field')
    await page.keyboard.press('Control+Enter')
    const fault = page.locator('[data-test=field-plate] .fault')
    await fault.waitFor()
    holds((await fault.innerText()).length > 5, 'the fault is told in words')
    await until(async () => await focused(page) === 'field-plate', 'the faulty field has the focus')
    await page.keyboard.press('Control+a')
    await type(page, '粤B8Q8Q8')
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-test=title]').waitFor()
    same(await page.locator('[data-test=title]').innerText(), '粤B8Q8Q8', 'the new vehicle')
  })

  await test('form: a number that cannot be read is told at its field and not sent', async () => {
    await page.goto('/credit_request/new')
    await fillField(page, page.locator('#wb-form'), 'reason', '月结')
    await fillField(page, page.locator('#wb-form'), 'credit_limit', '12a')
    await page.locator('[data-test=save]').click()
    await page.locator('[data-test=field-credit_limit] .fault').waitFor()
  })

  await test('form: left half filled, it asks', async () => {
    await page.locator('[data-test=nav-vehicle]').click()
    await page.locator('.el-message-box').waitFor()
    await page.locator('.el-message-box__btns button').first().click()
    await page.locator('.el-message-box').waitFor({ state: 'hidden' })
    same(new URL(page.url()).pathname, '/credit_request/new', 'one stays')
    same(await page.locator('[data-test=field-reason] input').inputValue(), '月结', 'what was typed')
    await page.locator('[data-test=nav-vehicle]').click()
    await page.locator('.el-message-box__btns .el-button--primary').click()
    await page.waitForURL(/\/vehicle$/)
  })

  await test('language: another without reload', async () => {
    await page.evaluate(() => { window.stays = true })
    await page.locator('[data-test=language-en]').click()
    await page.locator('h1', { hasText: 'Vehicle' }).waitFor()
    same(await page.evaluate(() => [window.stays, document.documentElement.lang]), [true, 'en'], 'no reload')
    await page.locator('[data-test=language-zh]').click()
    await page.locator('h1', { hasText: '车辆' }).waitFor()
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
}

async function byTouch() {
  const page = await newWindow({ size: 'tablet', touch: true })
  await logIn(page, `technician@${store}`)
  await test('touch: start, pause, resume, finish', async () => {
    same(page.viewportSize(), sizes.tablet, 'the size')
    const tap = async (name) => {
      const button = page.locator(`[data-test=${name}]`)
      await button.waitFor()
      holds((await button.boundingBox()).height >= 44, `${name} is large enough for a glove`)
      await button.tap()
    }
    // Whatever runs is finished first: one job at a time.
    await openWork(page, 'assignment.state.ASG_WORKING', '')
    await tap('command-assignment_finish')
    await page.locator('.el-dialog [data-test=field-self_checked] .el-checkbox').tap()
    await page.locator('[data-test=confirm-ok]').tap()
    await stands(page, { state: 'finished' })
    await openWork(page, 'assignment.state.ASG_ASSIGNED', '')
    await tap('command-assignment_start')
    await stands(page, { state: 'working' })
    await tap('command-assignment_pause')
    await page.locator('.el-dialog [data-test=field-reason] .el-select').tap()
    await page.locator('.el-select-dropdown__item:visible').first().tap()
    await page.locator('[data-test=confirm-ok]').tap()
    await stands(page, { state: 'paused' })
    await tap('command-assignment_resume')
    await stands(page, { state: 'working' })
    await tap('command-assignment_finish')
    await page.locator('.el-dialog [data-test=field-self_checked] .el-checkbox').tap()
    await page.locator('[data-test=confirm-ok]').tap()
    await stands(page, { state: 'finished' })
  })
  await test('touch: a closed command says why when it is tapped', async () => {
    const closed = page.locator('[data-test=command-assignment_pause][aria-disabled=true]')
    await closed.waitFor()
    await until(async () => await page.locator('.el-overlay:visible').count() === 0, 'the form has gone')
    await closed.tap({ force: true })
    holds((await page.locator('[data-test=why]').innerText()).length > 8, 'why')
    same(page.wrong, [], 'console and requests')
  })
  await page.context().close()
}

/** Stops the server that the stage started, and starts it again on the same data. */
async function serverAway() {
  const page = await newWindow()
  await logIn(page, `service_adviser@${store}`)
  await page.locator('[data-test=nav-vehicle]').click()
  await page.locator('tr[data-row]').first().waitFor()
  await closeDesks()
  await test('server: away and back', async () => {
    page.expects = () => true
    process.kill(Number(process.env.WORKBAY_PID), 'SIGSTOP')
    await page.context().setOffline(true)
    await page.locator('[data-test=nav-party]').click()
    await page.locator('[data-test=away]').waitFor()
    process.kill(Number(process.env.WORKBAY_PID), 'SIGCONT')
    await page.context().setOffline(false)
    await page.locator('[data-test=away]').waitFor({ state: 'hidden' })
    await page.locator('tr[data-row]').first().waitFor()
    same(await page.locator('h1').innerText(), '客户', 'the page one went to')
  })
  await page.context().close()
}

export async function hands() {
  await byKeyboard()
  await byTouch()
  await serverAway()
}
