// The job board as data: its columns from the model, its cards from one report, its clock from the server.
import { computed, ref, type Ref } from 'vue'
import type { Row, Stage } from '@/api/types'
import { duration } from '@/format/time'
import { choiceOf, meta } from '@/meta/store'
import { say, t } from '@/i18n'
import { columnOf, reportAt } from './reports'

export interface Column {
  name: string
  label: string
  cards: Row[]
}

/** The stages that a car passes: those of the order itself and of the jobs on it, in the order of their
 * process. Where its parts stand is told on the card, beside them. */
function stagesOfBoard(): Stage[] {
  const process = meta.value?.processes.find((p) => p.stages.some((s) => s.entity === 'repair_order'))
  return (process?.stages ?? []).filter((s) =>
    s.entity === 'assignment' || (s.entity === 'repair_order' && s.axis !== 'parts'))
}

/** A car that stands in no stage of the process is shown all the same. */
export function columnsOf(rows: Row[]): Column[] {
  const columns = stagesOfBoard().map((s) => ({
    name: s.name, label: say(s.label), cards: rows.filter((row) => row.stage === s.name),
  }))
  const known = new Set(columns.map((c) => c.name))
  const others = rows.filter((row) => !known.has(String(row.stage)))
  return others.length > 0 ? [...columns, { name: 'elsewhere', label: t('boardElsewhere'), cards: others }] : columns
}

export interface Wanted {
  adviser: string
  technician: string
  health: string
}

const fits = (row: Row, wanted: Wanted): boolean =>
  (wanted.adviser === '' || row.adviser_id === wanted.adviser) &&
  (wanted.technician === '' || row.technician_id === wanted.technician) &&
  (wanted.health === '' || row.health === wanted.health)

/** The people that the cards name, by their names. */
function peopleOf(rows: Row[], field: string): { id: string; name: string }[] {
  const found = new Map(rows.filter((row) => row[field]).map((row) => [String(row[field]), row.titles?.[field] ?? '']))
  return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}

export function useBoard(wanted: Ref<Wanted>) {
  const rows = ref<Row[]>([])

  async function load(): Promise<string> {
    const answer = await reportAt('job_board', {})
    rows.value = answer.rows
    return answer.at
  }

  const columns = computed(() => columnsOf(rows.value.filter((row) => fits(row, wanted.value))))
  const advisers = computed(() => peopleOf(rows.value, 'adviser_id'))
  const technicians = computed(() => peopleOf(rows.value, 'technician_id'))
  const healths = computed(() => {
    const field = columnOf('job_board', 'health')
    return (field ? meta.value?.choices[field.choices ?? '']?.values ?? [] : []).map((one) => ({
      code: one.code, label: say(one.label), count: rows.value.filter((row) => row.health === one.code).length,
    }))
  })

  return { rows, columns, advisers, technicians, healths, load }
}

/** A choice of a card in words. */
export function wordOf(row: Row, column: string): string {
  const field = columnOf('job_board', column)
  return field && row[column] ? say(choiceOf(field, row[column])?.label) : ''
}

/** What is left until the promise, or how long it is past, by the minute. */
export function leftOf(row: Row, now: number): string {
  const minutes = Math.trunc((Date.parse(String(row.promised_at)) - now) / 60000)
  return t(minutes < 0 ? 'timeOver' : 'timeLeft', { n: duration(Math.abs(minutes) * 60) })
}
