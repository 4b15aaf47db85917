// What of a report is drawn: its first words as names, its numbers of one kind as series.
import type { Field, Report, Row } from '@/api/types'
import { session } from '@/api/client'
import { todayHere } from '@/format/time'
import { isRight, textOf } from '@/format/value'
import { say } from '@/i18n'

export interface Series {
  name: string
  numbers: number[]
  texts: string[]
}

export interface Drawn {
  kind: 'bar' | 'line' | 'pie'
  names: string[]
  series: Series[]
  /** A number of the axis as it is read. */
  axis: (n: number) => string
}

const NAMES_MOST = 40
const SERIES_MOST = 3

/** Null when there is nothing that a picture would say. */
export function drawnOf(report: Report, rows: Row[]): Drawn | null {
  const name = report.columns.find((f) => !isRight(f) || f.format === 'clock')
  const numbers = report.columns.filter((f) => f !== name && f.format !== 'clock' && f.format !== 'month' && ['money', 'qty', 'int', 'duration'].includes(f.kind))
  // Money is drawn where there is any; what is of another measure would stand beside it as nothing.
  const first = numbers.find((f) => f.kind === 'money') ?? numbers[0]
  if (report.chart === 'none' || !name || !first || rows.length === 0) return null
  const some = rows.slice(0, NAMES_MOST)
  const drawn = report.chart === 'pie' ? [first] : numbers.filter((f) => f.kind === first.kind).slice(0, SERIES_MOST)
  const scale = first.kind === 'money' ? 100 : first.kind === 'qty' ? 1000 : 1
  // Noughts alone make no picture.
  if (!some.some((row) => drawn.some((f) => Number(row[f.name] ?? 0) !== 0))) return null
  const nameOf = (row: Row): string => String(row.titles?.[name.name] ?? textOf(name, row[name.name]))
  return {
    kind: report.chart,
    names: some.map(nameOf),
    series: drawn.map((f) => ({
      name: say(f.label),
      numbers: some.map((row) => Number(row[f.name] ?? 0) / scale),
      texts: some.map((row) => textOf(f, row[f.name])),
    })),
    axis: (n) => textOf({ kind: 'int', format: 'plain' } as Field, Math.round(n)),
  }
}

function dayOf(month: unknown, end: 'first' | 'last'): string {
  const year = Math.floor(Number(month) / 100)
  const of = Number(month) % 100
  const day = end === 'first' ? new Date(Date.UTC(year, of - 1, 1)) : new Date(Date.UTC(year, of, 0))
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10)
}

/** Where the documents of a row are; null when the report tells none of them. */
export function drillOf(report: Report, row: Row, params: Record<string, unknown>): string | null {
  if (!report.drill) return null
  const [place, query = ''] = report.drill.split('?')
  const one = /^(\w+)\/\{(\w+)\}$/.exec(place ?? '')
  if (one) return row[one[2] ?? ''] ? `/${one[1]}/${String(row[one[2] ?? ''])}` : null
  const out = new URLSearchParams()
  for (const part of query.split('&')) {
    const [name = '', value = ''] = part.split('=')
    const from = /^\{(\w+)(?::(first|last))?(?:\|(today|unit))?\}$/.exec(value)
    const key = from?.[1] ?? ''
    const known = row[key] ?? params[key]
    let text = from ? (known === null || known === undefined ? '' : String(known)) : value
    if (text !== '' && (from?.[2] === 'first' || from?.[2] === 'last')) text = dayOf(text, from[2])
    if (text === '' && from?.[3] === 'today') text = todayHere()
    if (text === '' && from?.[3] === 'unit') text = session.value?.unit.id ?? ''
    if (text !== '') out.set(name, text)
  }
  // A row that names nothing of its own (a balance brought forward) is made of no document.
  return [...out.keys()].length > 0 ? `/${place ?? ''}?${out.toString()}` : null
}
