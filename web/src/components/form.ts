// What a form holds: what was typed, and what the server said about it.
import { computed, reactive, ref } from 'vue'
import { KeyKeeper, Problem } from '@/api/client'
import type { Field, Json, Row, Values } from '@/api/types'
import { fieldsOfLines } from '@/meta/store'
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

export function useForm(fields: () => Field[]) {
  const values = reactive<Values>({})
  const faults = ref<Faults>({})
  const refusal = ref('')
  const stale = ref(false)
  const busy = ref(false)
  const from = ref('{}')
  const keys = new KeyKeeper()

  const whole = computed<Values>(() => Object.fromEntries(fields().map((f) => [f.name, sent(f, values[f.name])])))
  const dirty = computed(() => JSON.stringify(whole.value) !== from.value)

  /** Starts with these values, which count as saved. */
  function start(with_: Values): void {
    for (const name of Object.keys(values)) delete values[name]
    for (const f of fields())
      if (f.kind === 'lines') values[f.name] = with_[f.name] ?? (f.required ? [{}] : [])
    Object.assign(values, with_)
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
      : [error.message || (error.status === 0 ? t('away') : t('failed')), ...homeless.map((f) => `${f.field}: ${f.text}`)].join(' ')
    if (error.reference) refusal.value += ` (${t('reference', { n: error.reference })})`
  }

  /** Runs what sends the form; what was typed stays when it is refused. */
  async function send<T>(run: (key: (content: unknown) => string) => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    faults.value = {}
    refusal.value = ''
    stale.value = false
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

  return { values, faults, refusal, stale, busy, dirty, start, body, changes, send }
}

export type Form = ReturnType<typeof useForm>
