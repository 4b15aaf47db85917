// What waits for me: read once for the menu, the bell and the work page; live while the stream is open.
import { onScopeDispose, ref, watch } from 'vue'
import { language, t } from '@/i18n'
import { meta } from '@/meta/store'
import { ask, Problem, returned, session } from './client'
import { live, onChange } from './events'
import type { Queue, WorkItem } from './types'

export const queues = ref<Queue[]>([])
export const items = ref<WorkItem[]>([])
export const workReady = ref(false)
export const workWrong = ref('')

const LATE = '9999'
let turn = 0

export async function loadWork(): Promise<void> {
  if (!session.value) return
  const mine = ++turn
  try {
    const got = await ask<{ queues: Queue[]; items: WorkItem[] }>('/api/work')
    if (mine !== turn) return
    queues.value = got.queues
    items.value = [...got.items].sort((a, b) =>
      (a.promised_at ?? LATE).localeCompare(b.promised_at ?? LATE) || a.since.localeCompare(b.since))
    workWrong.value = ''
    workReady.value = true
  } catch (error) {
    if (mine === turn) workWrong.value = error instanceof Problem && error.message ? error.message : t('failed')
  }
}

/** Keeps it up to date while the calling component lives: the frame's. */
export function followWork(): void {
  let soon: ReturnType<typeof setTimeout> | undefined
  onChange('work', (change) => {
    // What is in no process waits for nobody.
    if (!meta.value?.processes.some((p) => p.stages.some((s) => s.entity === change.entity))) return
    clearTimeout(soon)
    soon = setTimeout(() => void loadWork(), 400)
  })
  const poll = setInterval(() => {
    if (!live.value) void loadWork()
  }, 30000)
  watch([returned, language, () => session.value?.unit.id], loadWork, { immediate: true })
  onScopeDispose(() => {
    clearInterval(poll)
    clearTimeout(soon)
    queues.value = []
    items.value = []
    workReady.value = false
  })
}
