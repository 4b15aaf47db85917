// What was typed outlives a reload and a log-in that ran out, in this window only; whose it is, never.
import { onBeforeUnmount, onMounted, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { session } from '@/api/client'
import { mayLeave } from '@/components/leave'

export function useDraft<T extends object>(name: string, read: () => T | null, dirty: () => boolean) {
  const key = `workbay.draft:${session.value?.user.id}:${name}`
  let done = false

  function take(): T | null {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null
    } catch {
      return null
    }
  }

  function drop(): void {
    sessionStorage.removeItem(key)
  }

  /** It is saved: nothing is kept or asked any more. */
  function finish(): void {
    done = true
    drop()
  }

  function unload(event: BeforeUnloadEvent): void {
    if (!done && dirty()) event.preventDefault()
  }

  watch(read, (what) => {
    if (done) return
    if (what === null) drop()
    else sessionStorage.setItem(key, JSON.stringify(what))
  }, { deep: true })
  onMounted(() => window.addEventListener('beforeunload', unload))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', unload))
  onBeforeRouteLeave(async () => {
    if (done || !dirty() || !session.value) return true
    if (!await mayLeave()) return false
    finish()
    return true
  })

  return { take, drop, finish }
}
