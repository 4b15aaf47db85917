// What reached a person since he last looked: of the work list, the jobs of his own, and what is unsent.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { ask, returned, session } from '@/api/client'
import { entries, seen as lookedAt, unsent } from '@/api/outbox'
import type { Job, WorkItem } from '@/api/types'
import { items } from '@/api/work'
import { entityNamed } from '@/meta/store'
import { say, t } from '@/i18n'

export interface Notice {
  key: string
  kind: 'work' | 'late' | 'job' | 'unsent' | 'refused'
  text: string
  more?: string
  at?: string
  to?: string
  fresh: boolean
  late?: boolean
  /** It was looked at: it need not be kept any more. */
  looked?: () => void
}

const MOST = 30
const JOBS_MOST = 8
const ENDED = new Set(['done', 'failed', 'cancelled'])

interface Read {
  at: string
  late: string[]
  jobs: string[]
}

function readSoFar(place: string): Read {
  const first = { at: new Date(Date.now() - 12 * 3600 * 1000).toISOString(), late: [], jobs: [] }
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Read>) }
  } catch {
    return first
  }
}

const about = (item: WorkItem): string => [item.title, ...item.about].join(' · ')

function jobText(job: Job): Pick<Notice, 'text' | 'more' | 'to'> {
  const entity = entityNamed(String(job.input.entity ?? ''))
  const what = [t(job.kind === 'import' ? 'jobImport' : job.kind === 'import_undo' ? 'jobUndo' : 'jobOther'),
    String(job.input.file ?? '')].filter((one) => one !== '').join(' ')
  const wrong = Array.isArray(job.result?.wrong) ? job.result.wrong.length : 0
  const how = t(job.state === 'done' ? 'jobDone' : job.state === 'failed' ? 'jobFailed' : 'jobCancelled')
  return {
    text: `${what}: ${how}`,
    more: [entity ? say(entity.label) : '', job.total > 0 ? t('jobRows', { done: job.done, total: job.total }) : '',
      wrong > 0 ? t('jobWrong', { n: wrong }) : ''].filter((one) => one !== '').join(' · '),
    ...(entity ? { to: `/${entity.name}` } : {}),
  }
}

export function useNotices() {
  const place = `workbay.notices:${session.value?.user.id ?? ''}`
  const seen = ref(readSoFar(place))
  const jobs = ref<Job[]>([])
  const now = ref(Date.now())

  async function loadJobs(): Promise<void> {
    now.value = Date.now()
    try {
      jobs.value = (await ask<{ rows: Job[] }>('/api/job')).rows.filter((one) => ENDED.has(one.state))
    } catch {
      // Jobs that cannot be read now are read at the next turn.
    }
  }

  // A job tells nobody when it ends; half a minute is soon enough for one that takes that long.
  const poll = setInterval(() => void loadJobs(), 30000)
  watch([returned, () => session.value?.unit.id], loadJobs, { immediate: true })
  onScopeDispose(() => clearInterval(poll))

  const late = (item: WorkItem): boolean => item.promised_at !== null && Date.parse(item.promised_at) < now.value
  const lateKey = (item: WorkItem): string => `${item.entity}${item.id}@${item.promised_at}`

  const notices = computed<Notice[]>(() => {
    const left: Notice[] = unsent.value > 0
      ? [{ key: 'unsent', kind: 'unsent', text: t('unsentWaits', { n: unsent.value }), fresh: true }] : []
    const refused = entries.value.filter((one) => one.fate === 'refused').map((one): Notice => ({
      key: one.key, kind: 'refused', late: true, fresh: true, at: one.pressed, to: `/${one.entity}/${one.id}`,
      text: t('refusedEntry', { what: one.subject }), more: one.why, looked: () => void lookedAt(one.key),
    }))
    const ended = jobs.value.slice(0, JOBS_MOST).map((job): Notice => ({
      key: `job${job.id}`, kind: 'job', at: job.made_at, late: job.state === 'failed',
      fresh: !seen.value.jobs.includes(job.id), ...jobText(job),
    }))
    const work = items.value
      .filter((item) => late(item) || item.since > seen.value.at)
      .map((item): Notice => ({
        key: `${item.stage}${item.id}`, kind: late(item) ? 'late' : 'work', late: late(item), more: about(item),
        text: late(item) ? `${item.label} · ${t('overdue')}` : item.label, at: late(item) ? item.promised_at ?? item.since : item.since,
        to: `/${item.entity}/${item.id}`, fresh: late(item) ? !seen.value.late.includes(lateKey(item)) : true,
      }))
    const rest = [...work, ...ended].sort((a, b) => Number(b.fresh) - Number(a.fresh) || (b.at ?? '').localeCompare(a.at ?? ''))
    return [...left, ...refused, ...rest].slice(0, MOST)
  })
  const unread = computed(() => notices.value.filter((one) => one.fresh).length)

  function read(): void {
    seen.value = {
      at: new Date().toISOString(),
      late: items.value.filter(late).map(lateKey),
      jobs: jobs.value.map((one) => one.id),
    }
    localStorage.setItem(place, JSON.stringify(seen.value))
  }

  return { notices, unread, read }
}
