// The controls of the drawn pages, as a person uses them.
import { commandOf, same } from './harness.mjs'

const option = '.el-select-dropdown__item:visible:not(.is-disabled)'

/** Types into a picker and takes what it then offers. */
async function pick(page, box, text) {
  const input = box.locator('.el-select input').first()
  await input.click()
  if (await input.getAttribute('readonly') === null) await input.fill(text)
  await page.locator(option, { hasText: text }).first().click()
}

async function fillMoment(page, box, text) {
  const input = box.locator('.el-date-editor input').first()
  await input.click()
  await input.fill(text)
  await input.press('Enter')
}

/** Fills one field of a form or a cell of its lines ("lines[0].price"). */
export async function fillField(page, scope, name, value) {
  const box = scope.locator(`[data-test="field-${name}"]`).first()
  await box.waitFor()
  if (typeof value === 'boolean') {
    const check = box.locator('input[type=checkbox]')
    if (await check.isChecked() !== value) await box.locator('.el-checkbox').click()
  } else if (await box.locator('.el-select').count() > 0) await pick(page, box, value)
  else if (await box.locator('.el-date-editor').count() > 0) await fillMoment(page, box, value)
  else await box.locator('input, textarea').first().fill(value)
}

/** Fills a form: { field: "text", flag: true, lines: [{…}, {…}] }. */
export async function fill(page, scope, values) {
  for (const [name, value] of Object.entries(values)) {
    if (!Array.isArray(value)) await fillField(page, scope, name, value)
    else
      for (const [index, line] of value.entries()) {
        const row = `field-${name}[${index}].`
        if (await scope.locator(`[data-test^="${row}"]`).count() === 0)
          await scope.locator(`[data-test="add-${name}"]`).click()
        for (const [cell, text] of Object.entries(line)) await fillField(page, scope, `${name}[${index}].${cell}`, text)
      }
  }
}

/** Fills and saves the form of a new or an edited document; says which it has become. */
export async function save(page, values) {
  const form = page.locator('#wb-form')
  await form.locator('[data-test=save]:not(.is-disabled)').waitFor()
  await fill(page, form, values)
  await form.locator('[data-test=save]').click()
  await page.locator('[data-test=title]').waitFor().catch(async (error) => {
    const why = await form.locator('[data-test=refusal], .fault').allInnerTexts()
    throw new Error(why.length > 0 ? `refused: ${why.join(' | ')}` : error.message)
  })
  return here(page)
}

/** The entity and id of the page. */
export function here(page) {
  const [, entity, id] = new URL(page.url()).pathname.split('/')
  return { entity, id }
}

/** Runs a command of the document on the screen; its form is filled with `values`. */
export async function run(page, command, values = null) {
  await (await commandOf(page, command)).click()
  const dialog = page.locator('.el-dialog:visible')
  if (values === null) return
  await dialog.waitFor()
  await fill(page, dialog, values)
  await confirm(page, dialog)
}

/** Sends the form of a command, which is closed by it. */
export async function confirm(page, dialog) {
  await dialog.locator('[data-test=confirm-ok]').click()
  await page.locator('.el-dialog:visible').waitFor({ state: 'hidden' }).catch(async (error) => {
    const why = await dialog.locator('[data-test=refusal], .fault').allInnerTexts()
    throw new Error(why.length > 0 ? `refused: ${why.join(' | ')}` : error.message)
  })
}

/** The document's states are these, on the screen. */
export async function stands(page, states) {
  for (const [axis, code] of Object.entries(states))
    await page.locator(`[data-test=state-${axis}][data-state=${code}]`).first().waitFor().catch(async () => {
      same(await page.locator(`[data-test=state-${axis}]`).first().getAttribute('data-state'), code, axis)
    })
}

/** Finds by the search box and opens the first hit of this kind. */
export async function search(page, text, entity) {
  await page.locator('[data-test=search]').fill(text)
  await page.locator(`[data-test=hit-${entity}]`).first().click()
  await page.locator('[data-test=title]').waitFor()
  return here(page)
}

/** Opens what waits for the post under a stage, by a text in its row. */
export async function openWork(page, stage, text) {
  await page.locator('.brand').click()
  await page.locator(`[data-test="queue-${stage}"]`).click()
  await page.locator('tbody tr', { hasText: text }).first().click()
  await page.locator('[data-test=title]').waitFor()
  return here(page)
}
