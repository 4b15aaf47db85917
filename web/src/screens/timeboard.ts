// The time board as data: rows of people or bays with what lies on them, and where a time stands across.
import { computed, ref, type Ref } from 'vue'
import type { Row } from '@/api/types'
import { choiceOf } from '@/meta/store'
import { say, t } from '@/i18n'
import { columnOf, reportAt } from './reports'

const HALF = 1800000
const DAY = 86400000

export type By = 'technician' | 'bay'

export interface Lane {
  /** The technician or the bay; '' for what has neither, 'outside' for outside work. */
  id: string
  label: string
  shifts: Row[]
  chips: Row[]
  done: Row[]
  booked: Row[]
}

const ms = (value: unknown): number => Date.parse(String(value))
const owner = (row: Row, by: By): string => String(row[by === 'bay' ? 'bay_id' : 'technician_id'] ?? '')
const nameOf = (row: Row, by: By): string => row.titles?.[by === 'bay' ? 'bay_id' : 'technician_id'] ?? ''

function lanesOf(rows: Row[], by: By): Lane[] {
  const of = (piece: string): Row[] => rows.filter((row) => row.piece === piece)
  const lanes = of('lane').map((row): Lane => ({ id: owner(row, by), label: nameOf(row, by), shifts: [], chips: [], done: [], booked: [] }))
  const lane = (row: Row): Lane => {
    const id = owner(row, by)
    let found = lanes.find((one) => one.id === id)
    if (!found) {
      found = { id, label: id === '' ? t(by === 'bay' ? 'tbNoBay' : 'tbNobody') : nameOf(row, by), shifts: [], chips: [], done: [], booked: [] }
      lanes.push(found)
    }
    return found
  }
  for (const row of of('shift')) if (by === 'technician') lane(row).shifts.push(row)
  for (const row of of('planned')) lane(row).chips.push(row)
  for (const row of of('done')) lane(row).done.push(row)
  for (const row of of('booked')) if (owner(row, by) !== '') lane(row).booked.push(row)
  return [...lanes, { id: 'outside', label: t('tbOutside'), shifts: [], chips: of('outside'), done: [], booked: [] }]
}

/** From the first shift to the end of the overtime after the last, in half hours. */
function spanOf(rows: Row[], day: string): { from: number; to: number } {
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  const shifts = rows.filter((row) => row.piece === 'shift')
  const from = Math.min(midnight + 16 * HALF, ...shifts.map((row) => ms(row.starts_at)))
  const to = Math.max(midnight + 36 * HALF, ...shifts.map((row) => ms(row.ends_at))) + 5 * HALF
  return { from: Math.floor(from / HALF) * HALF, to: Math.min(Math.ceil(to / HALF) * HALF, midnight + DAY) }
}

export function useTimeBoard(day: Ref<string>, by: Ref<By>) {
  /** The rows, and how they were asked for: lanes follow from both. */
  const seen = ref<{ rows: Row[]; by: By; day: string }>({ rows: [], by: by.value, day: day.value })
  const rows = computed(() => seen.value.rows)

  async function load(): Promise<string> {
    const [of, as] = [day.value, by.value]
    const answer = await reportAt('time_board', { day: of, by: as })
    if (of === day.value && as === by.value) seen.value = { rows: answer.rows, by: as, day: of }
    return answer.at
  }

  const lanes = computed(() => lanesOf(rows.value, seen.value.by))
  const span = computed(() => spanOf(rows.value, seen.value.day))
  const ticks = computed(() => Array.from({ length: Math.round((span.value.to - span.value.from) / HALF) }, (_, i) => span.value.from + i * HALF))
  const frames = computed(() => ['stopped', 'handover', 'parts'].map((piece) => ({
    piece, label: word('piece', piece), cars: rows.value.filter((row) => row.piece === piece),
  })))
  /** Where a time stands, in percent of the width. */
  const at = (time: number): number => Math.max(0, Math.min(100, ((time - span.value.from) / (span.value.to - span.value.from)) * 100))
  const place = (row: Row, moved = 0): Record<string, string> => {
    const left = at(ms(row.starts_at) + moved)
    return { left: `${left}%`, width: `${Math.max(1.2, at(ms(row.ends_at) + moved) - left)}%` }
  }

  return { rows, lanes, span, ticks, frames, at, place, load }
}

/** A choice of the board in words. */
export function word(column: string, value: unknown, report = 'time_board'): string {
  const field = columnOf(report, column)
  return field && value ? say(choiceOf(field, value)?.label) : ''
}
