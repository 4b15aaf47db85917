// What a form holds: what was typed, and what the server said about it.
import { computed, reactive, ref } from 'vue'
import { ask, KeyKeeper, Problem } from '@/api/client'
import type { Field, Json, Row, Values } from '@/api/types'
import { fieldsOfLines } from '@/meta/store'
import { faultOf } from '@/format/typed'
import { t } from '@/i18n'

export type Faults = Record<string, string>

const blank = (value: Json | undefined): boolean => value === null || value === undefined || value === ''
const blankRow = (row: Json): boolean => Object.values(row as Values).every((v) => blank(v) || v === false)

/** The lines without the empty ones at their end: the numbers of the others stay. */
function trimmed(rows: Json[]): Json[] {
  let n = rows.length
  while (n > 0 && blankRow(rows[n - 1] as Json)) n--
  return rows.slice(0, n).map((row) => Object.fromEntries(Object.entries(row as Values).filter(([, v]) => !blank(v))))
}

function sent(field: Field, value: Json | undefined): Json {
  if (field.kind === 'lines') return trimmed(Array.isArray(value) ? value : [])
  return blank(value) ? null : (value as Json)
}

/** The values of a row that a form of these fields starts with. */
export function valuesOf(fields: Field[], row: Row): Values {
  const values: Values = {}
  for (const field of fields) {
    const value = row[field.name] as Json | undefined
    if (field.kind === 'secret' || value === undefined) continue
    if (field.kind !== 'lines') values[field.name] = value
    else if (Array.isArray(value)) {
      const names = fieldsOfLines(field).map((f) => f.name)
      values[field.name] = value.map((line) =>
        Object.fromEntries(names.map((name) => [name, (line as Values)[name] ?? null])))
    }
  }
  return values
}

/** The numbers that cannot be read, each under its own name. */
function unreadable(fields: Field[], values: Values, before = ''): Faults {
  const faults: Faults = {}
  for (const field of fields) {
    const value = values[field.name]
    const fault = faultOf(field, value)
    if (fault) faults[before + field.name] = fault
    if (field.kind === 'lines' && Array.isArray(value))
      value.forEach((line, i) =>
        Object.assign(faults, unreadable(fieldsOfLines(field), line as Values, `${before}${field.name}[${i}].`)))
  }
  return faults
}

export function useForm(fields: () => Field[]) {
  const values = reactive<Values>({})
  const faults = ref<Faults>({})
  const refusal = ref('')
  const stale = ref(false)
  const busy = ref(false)
  const from = ref('{}')
  const keys = new KeyKeeper()
  /** What the server suggested and nobody changed; and how it calls what it suggested. */
  const suggested = new Map<string, string>()
  const titles = ref<Record<string, string | null>>({})
  const linesTitles = ref<Record<string, Record<string, string | null>[]>>({})

  const whole = computed<Values>(() => Object.fromEntries(fields().map((f) => [f.name, sent(f, values[f.name])])))
  const dirty = computed(() => JSON.stringify(whole.value) !== from.value)

  /** Starts with these values, which count as saved; `open` shows a first empty line. */
  function start(with_: Values, open = false): void {
    for (const name of Object.keys(values)) delete values[name]
    for (const f of fields())
      if (f.kind === 'lines') values[f.name] = with_[f.name] ?? (f.required || open ? [{}] : [])
    Object.assign(values, with_)
    suggested.clear()
    from.value = JSON.stringify(whole.value)
    faults.value = {}
    refusal.value = ''
    stale.value = false
  }

  /** What a new document is made of: nothing that was left empty. */
  const body = (): Values =>
    Object.fromEntries(fields().flatMap((f): [string, Json][] => {
      const value = whole.value[f.name] as Json
      if (f.kind === 'bool' && f.required && value === null) return [[f.name, false]]
      return value === null || (Array.isArray(value) && value.length === 0) ? [] : [[f.name, value]]
    }))

  /** What an edit changes: only what differs from the start. */
  const changes = (): Values => {
    const before = JSON.parse(from.value) as Values
    return Object.fromEntries(
      Object.entries(whole.value).filter(([name, v]) => JSON.stringify(v) !== JSON.stringify(before[name] ?? null)))
  }

  /** What the form began with. */
  const base = (): Values => JSON.parse(from.value) as Values

  const untouched = (name: string): boolean => suggested.get(name) === JSON.stringify(values[name] ?? null)

  /** Asks what goes with what was typed so far, and fills what nobody has typed into. */
  async function suggest(path: string): Promise<void> {
    const bad = unreadable(fields(), whole.value)
    const typed = Object.entries(body()).filter(([name]) => !untouched(name) && !(name in bad))
    const clean = !dirty.value
    let answer: Row
    try {
      answer = await ask<Row>(path, { method: 'POST', body: Object.fromEntries(typed) })
    } catch {
      // Without a suggestion the form is as good as any.
      return
    }
    const given = valuesOf(fields(), answer)
    for (const [name, value] of Object.entries(given)) {
      const now = values[name]
      const empty = blank(now) || now === false || (Array.isArray(now) && now.every(blankRow))
      if (!empty && !untouched(name)) continue
      values[name] = value
      suggested.set(name, JSON.stringify(value))
      const lines = answer[name]
      if (Array.isArray(lines)) linesTitles.value[name] = (lines as Row[]).map((line) => line.titles ?? {})
    }
    titles.value = { ...titles.value, ...answer.titles }
    if (clean) from.value = JSON.stringify(whole.value)
  }

  /** What the form filled by itself is nothing that somebody typed. */
  function fillIn(name: string, value: Json): void {
    const clean = !dirty.value
    values[name] = value
    if (clean) from.value = JSON.stringify(whole.value)
  }

  function refuse(error: unknown): void {
    if (!(error instanceof Problem)) {
      refusal.value = t('failed')
      return
    }
    stale.value = error.status === 412 || error.code === 'stale'
    const named = new Set(fields().map((f) => f.name))
    const homeless = error.fields.filter((f) => !named.has(f.field.replace(/\[.*$/, '')))
    faults.value = Object.fromEntries(error.fields.map((f) => [f.field, f.text]))
    refusal.value = stale.value ? t('stale')
      : [error.message || (error.status === 0 ? t('away') : t('failed')), ...homeless.map((f) => f.text)].join(' ')
    if (error.reference) refusal.value += ` (${t('reference', { n: error.reference })})`
  }

  /** Runs what sends the form; what was typed stays when it is refused. */
  async function send<T>(run: (key: (content: unknown) => string) => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    stale.value = false
    faults.value = unreadable(fields(), whole.value)
    refusal.value = Object.keys(faults.value).length > 0 ? t('badFields', { n: Object.keys(faults.value).length }) : ''
    if (refusal.value !== '') return undefined
    busy.value = true
    try {
      const answer = await run((content) => keys.keyFor(content))
      keys.done()
      from.value = JSON.stringify(whole.value)
      return answer
    } catch (error) {
      refuse(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { values, faults, refusal, stale, busy, dirty, titles, linesTitles, start, suggest, fillIn, body, base, changes, send }
}

export type Form = ReturnType<typeof useForm>
