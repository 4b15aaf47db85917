// Server-sent events: one stream for the whole application, of the topics that the screen wants.
import { onScopeDispose, ref } from 'vue'
import { session } from './client'
import type { Change } from './types'

type Listener = (change: Change) => void

/** Each wish of its own: one function may listen to several topics. */
const wanted = new Set<{ topic: string; listener: Listener }>()
/** The stream is open: nothing needs polling. */
export const live = ref(false)

let stream: EventSource | null = null
let open = ''
let timer: ReturnType<typeof setTimeout> | undefined

function topics(): string {
  const names = new Set([...wanted].map((one) => one.topic))
  return names.has('work') ? 'work' : [...names].sort().join(',')
}

function shut(): void {
  stream?.close()
  stream = null
  open = ''
  live.value = false
}

function take(event: MessageEvent<string>): void {
  const change = JSON.parse(event.data) as Change
  for (const { topic, listener } of [...wanted])
    if (topic === 'work' || topic === change.entity) listener(change)
}

function connect(): void {
  const names = session.value ? topics() : ''
  const address = names === '' ? '' : `${names}@${session.value?.unit.id ?? ''}`
  if (address === open && stream) return
  shut()
  if (names === '') return
  open = address
  const source = new EventSource(`/api/events?topics=${encodeURIComponent(names)}`)
  stream = source
  source.addEventListener('change', take)
  source.onopen = () => (live.value = true)
  source.onerror = () => {
    live.value = false
    // A refused stream is closed by the browser for good; a broken one it mends itself.
    if (source.readyState === EventSource.CLOSED && stream === source) {
      shut()
      later(15000)
    }
  }
}

function later(ms: number): void {
  clearTimeout(timer)
  timer = setTimeout(connect, ms)
}

/** Opens the stream anew: after log-in, log-out or a change of unit. */
export function restartEvents(): void {
  shut()
  later(50)
}

/** Hears of changes to a topic (an entity, or 'work') while the calling component lives. */
export function onChange(topic: string, listener: Listener): void {
  const wish = { topic, listener }
  wanted.add(wish)
  later(50)
  onScopeDispose(() => {
    wanted.delete(wish)
    // Put off: the next page may want the same topic.
    later(500)
  })
}

window.addEventListener('pagehide', shut)
window.addEventListener('pageshow', () => later(50))
