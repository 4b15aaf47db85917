// A screen that is looked at all day: it reads itself anew the moment something changes, never twice at once.
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { Problem, returned } from '@/api/client'
import { live, onChange } from '@/api/events'
import { language, t } from '@/i18n'

const MINUTE = 60000

/** `load` is run at the start, at each change of a topic, and every minute, for time itself changes things. */
export function useLive(topics: string[], load: () => Promise<void>) {
  const wrong = ref('')
  const ready = ref(false)
  let running = false
  let again = false

  async function read(): Promise<void> {
    if (running) {
      again = true
      return
    }
    running = true
    do {
      again = false
      try {
        await load()
        ready.value = true
        wrong.value = ''
      } catch (error) {
        wrong.value = error instanceof Problem && error.message ? error.message : t('failed')
      }
    } while (again)
    running = false
  }

  for (const topic of topics) onChange(topic, () => void read())
  const minute = setInterval(() => void read(), MINUTE)
  const poll = setInterval(() => !live.value && void read(), MINUTE / 4)
  onMounted(read)
  watch([returned, language], read)
  onBeforeUnmount(() => {
    clearInterval(minute)
    clearInterval(poll)
  })
  return { wrong, ready, read }
}

/** The clock of the server, as it last told it, going on. */
export function useClock(every = 1000) {
  const ahead = ref(0)
  const now = ref(Date.now())
  const ticking = setInterval(() => (now.value = Date.now() + ahead.value), every)
  onBeforeUnmount(() => clearInterval(ticking))

  function told(at: string): void {
    ahead.value = Date.parse(at) - Date.now()
    now.value = Date.parse(at)
  }

  return { now, told }
}
