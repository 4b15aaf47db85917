// A check sheet as it is being filled in: each answer goes to the server when it is given, one after the other; what
// could not be sent waits for the network, and what was refused waits for another word.
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { ask, KeyKeeper, Problem, returned } from '@/api/client'
import { onChange } from '@/api/events'
import type { Row, Values } from '@/api/types'
import { wordsOf } from '@/components/commands'
import { language } from '@/i18n'

export interface Said {
  result: string | null
  reading: number | string | null
  note: string
  photo: string | null
}

export interface Line {
  id: string
  title: string
  /** As the standard has it. */
  item: Row | null
  /** As the server has the answer. */
  answer: Row
  said: Said
  faults: Record<string, string>
  refused: string
}

const saidOf = (answer: Row): Said => ({
  result: (answer.result as string | null) ?? null, reading: (answer.reading as number | null) ?? null,
  note: String(answer.note ?? ''), photo: (answer.photo as string | null) ?? null,
})

export const same = (a: Said, b: Said): boolean => JSON.stringify(a) === JSON.stringify(b)

function bodyOf(line: Line): Values {
  const { result, reading, note, photo } = line.said
  return { item_id: line.id, result, ...(reading !== null && reading !== '' ? { reading } : {}),
    ...(note.trim() !== '' ? { note: note.trim() } : {}), ...(photo ? { photo } : {}) }
}

export function useSheet(id: string) {
  const sheet = ref<Row | null>(null)
  const lines = shallowRef<Line[]>([])
  const wrong = ref('')
  const keys = new KeyKeeper()
  let items = new Map<string, Row>()

  const changed = (line: Line): boolean => !same(line.said, saidOf(line.answer))
  const unsent = computed(() => lines.value.filter(changed))
  const open = computed(() => lines.value.filter((line) => line.answer.result === null || line.answer.result === undefined))

  /** What somebody has typed and not sent stays as he typed it. */
  function take(row: Row): void {
    sheet.value = { ...row, actions: row.actions ?? sheet.value?.actions ?? [] }
    const before = new Map(lines.value.map((line) => [line.id, line]))
    lines.value = ((row.answers ?? []) as Row[]).map((answer) => {
      const key = String(answer.item_id)
      const item = items.get(key) ?? null
      const was = before.get(key)
      const title = String((language.value === 'en' && item?.title_en) || item?.title || answer.title)
      const kept = was && changed(was) && !same(was.said, saidOf(answer))
      return reactive({ id: key, title, item, answer, said: kept ? was.said : saidOf(answer),
        faults: kept ? was.faults : {}, refused: kept ? was.refused : '' }) as Line
    })
  }

  async function load(): Promise<void> {
    try {
      const row = await ask<Row>(`/api/check_sheet/${id}`)
      if (items.size === 0) {
        const standard = await ask<Row>(`/api/check_template/${String(row.template_id)}`)
        items = new Map(((standard.items ?? []) as Row[]).map((item) => [item.id, item]))
      }
      take(row)
      wrong.value = ''
    } catch (error) {
      wrong.value = wordsOf(error)
    }
  }

  async function send(line: Line): Promise<boolean> {
    const body = { answers: [bodyOf(line)] }
    const text = JSON.stringify(body)
    try {
      await ask<Row>(`/api/check_sheet/${id}/check_sheet_answer`, {
        method: 'POST', body, headers: { 'Idempotency-Key': keys.keyFor([line.answer.version, body]) } })
      keys.done()
      // A command answers with the sheet alone, not with its lines.
      const row = await ask<Row>(`/api/check_sheet/${id}`)
      line.faults = {}
      // What was typed while it was on its way is sent next.
      const sent = JSON.stringify({ answers: [bodyOf(line)] }) === text
      const answer = ((row.answers ?? []) as Row[]).find((one) => one.item_id === line.id)
      if (sent && answer) Object.assign(line, { answer, said: saidOf(answer) })
      take(row)
      wrong.value = ''
      return true
    } catch (error) {
      if (error instanceof Problem && error.fields.length > 0)
        line.faults = Object.fromEntries(error.fields.map((f) => [f.field.replace(/^answers\[\d+\]\./, ''), f.text]))
      else wrong.value = wordsOf(error)
      // What did not arrive goes once more; what was refused, when it has changed.
      line.refused = error instanceof Problem && error.status === 0 ? '' : text
      return false
    }
  }

  const waits = (line: Line): boolean => line.said.result !== null && changed(line) &&
    line.refused !== JSON.stringify({ answers: [bodyOf(line)] })

  let running: Promise<void> | null = null

  async function sendAll(): Promise<void> {
    for (let line = lines.value.find(waits); line; line = lines.value.find(waits))
      if (!await send(line) && line.refused === '') return
  }

  /** Resolves when everything that can be sent was. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    // Who goes back to what the server has, has nothing refused any more.
    for (const line of lines.value) if (!changed(line)) Object.assign(line, { faults: {}, refused: '' })
    while (running) await running
    running = sendAll().finally(() => (running = null))
    await running
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), 900)
  }

  let reading: ReturnType<typeof setTimeout> | undefined
  function soon(): void {
    clearTimeout(reading)
    reading = setTimeout(() => { if (!running) void load() }, 200)
  }

  onChange('check_sheet', (change) => change.id === id && soon())
  onChange('check_answer', (change) => lines.value.some((line) => line.answer.id === change.id &&
    line.answer.version !== change.version) && soon())
  watch(returned, async () => { await flush(); await load() })
  watch(language, load)

  return { sheet, lines, wrong, unsent, open, load, flush, later }
}
