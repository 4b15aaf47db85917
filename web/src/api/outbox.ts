// What was pressed while the network was away: kept in the browser until the server has answered, sent
// in the order it was pressed, each under the key made at the press, so that it happens once. A refusal
// stays until somebody has looked at it.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { ask, away, Problem, randomKey, returned, serverNow, session } from './client'
import { keep, kept, lose, type Entry } from './outbox-store'
import type { Row, Values } from './types'

export type { Entry } from './outbox-store'

/** Everything of this person that is not done yet, oldest first; what was refused, too. */
export const entries = ref<Entry[]>([])
/** How many presses the server has not had yet. */
export const unsent = computed(() => entries.value.filter((one) => one.fate !== 'refused').length)
/** Counts what the server has answered: whoever shows it reads anew. */
export const answered = ref(0)

type Hearer = (one: Entry, row: Row) => void
const hearers = new Set<Hearer>()

/** Hears of what went through, and how its document stands now, before the press is forgotten. */
export function onSent(hear: Hearer): void {
  hearers.add(hear)
  onScopeDispose(() => hearers.delete(hear))
}

let order = 0
let draining = false
let timer: ReturnType<typeof setTimeout> | undefined

const mine = (one: Entry): boolean => one.user === session.value?.user.id

/** Reads what an earlier page left behind; called when it is known who asks. */
async function wake(): Promise<void> {
  const all = await kept()
  order = all.reduce((most, one) => Math.max(most, one.order), order)
  entries.value = all.filter(mine).sort((a, b) => a.order - b.order)
  void drain()
}

export interface Press {
  entity: string
  id: string
  command: string
  subject: string
  body: Values
  /** Sent first; its id then stands in the body under `field`. */
  photo?: { field: string; bytes: Blob; name: string }
}

/** Keeps a press and sends it as soon as can be. The same press twice in a row is one. */
export async function press(what: Press): Promise<void> {
  const before = entries.value.filter((one) => one.entity === what.entity && one.id === what.id && one.fate !== 'refused').at(-1)
  if (before && before.command === what.command && JSON.stringify(before.body) === JSON.stringify(what.body) && !what.photo) return
  const one: Entry = {
    ...what, key: randomKey(), order: ++order, user: session.value?.user.id ?? '',
    pressed: serverNow(), fate: 'waiting', why: '',
  }
  entries.value = [...entries.value, one]
  await keep(one)
  await drain()
}

/** Somebody has read why it was refused. */
export async function seen(key: string): Promise<void> {
  entries.value = entries.value.filter((one) => one.key !== key)
  await lose(key)
}

async function become(one: Entry, change: Partial<Entry>): Promise<void> {
  const now = { ...one, ...change }
  entries.value = entries.value.map((other) => (other.key === one.key ? now : other))
  await keep(now)
}

async function send(one: Entry): Promise<Row> {
  const body = { ...one.body }
  if (one.photo) {
    const raw = { bytes: one.photo.bytes, type: one.photo.bytes.type, name: one.photo.name }
    const file = await ask<{ id: string }>('/api/file', { method: 'POST', raw, headers: { 'Idempotency-Key': `${one.key}.p` } })
    body[one.photo.field] = file.id
  }
  return ask<Row>(`/api/${one.entity}/${one.id}/${one.command}`, { method: 'POST', body, headers: { 'Idempotency-Key': one.key,
    'Pressed-At': one.pressed } })
}

/** The server did not say no: it was not reached, was busy, or does not know who asks. */
const later = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status === 0 || error.status >= 500 || error.status === 429 || error.status === 401

/** Sends the first that waits; false when it must be tried again later. */
async function step(one: Entry): Promise<boolean> {
  try {
    const row = await send(one)
    for (const hear of hearers) hear(one, row)
    await seen(one.key)
  } catch (error) {
    if (later(error)) return false
    const problem = error as Problem
    await become(one, { fate: 'refused', why: [problem.message, ...problem.fields.map((f) => f.text)].join(' ') })
  }
  answered.value++
  return true
}

/** One window of the browser sends at a time. */
const alone = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request('workbay.outbox', work) : work()

export async function drain(): Promise<void> {
  if (draining || !session.value) return
  draining = true
  clearTimeout(timer)
  await alone(async () => {
    for (;;) {
      const one = entries.value.find((other) => other.fate === 'waiting')
      if (!one || !await step(one)) break
    }
  }).catch(() => undefined)
  draining = false
  if (unsent.value > 0) timer = setTimeout(() => void drain(), 3000)
}

watch(() => session.value?.user.id, (id) => {
  entries.value = []
  if (id) void wake()
}, { immediate: true })
watch([returned, away], () => !away.value && void drain())
window.addEventListener('online', () => void drain())
