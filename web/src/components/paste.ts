// Rows copied from a spreadsheet, as values of fields.
import { ask, queryOf } from '@/api/client'
import type { Field, Json, Page, Row } from '@/api/types'
import { isNumber } from '@/format/number'
import { fromWallClock } from '@/format/time'
import { readTyped } from '@/format/typed'
import { choicesOf, entityNamed, titleOf } from '@/meta/store'
import { tIn } from '@/i18n'

const ROWS_MOST = 200

export interface Cell {
  value: Json
  /** How a row that was found is called. */
  title?: string
}

/** The cells of what was copied; null when it is one value, which the control takes by itself. */
export function tableOf(text: string): string[][] | null {
  if (!text.includes('\t') && !/\n./.test(text.trim())) return null
  return text.replace(/\r/g, '').split('\n').filter((row) => row.trim() !== '').slice(0, ROWS_MOST)
    .map((row) => row.split('\t').map((cell) => cell.trim()))
}

/** Which field each column is, when the first row names them; else they follow from `first` on. */
export function columnsOfTable(table: string[][], fields: Field[], first: number): { fields: (Field | null)[]; rows: string[][] } {
  const named = (table[0] ?? []).map((cell) =>
    fields.find((f) => [f.label.zh, f.label.en.toLowerCase(), f.name].includes(cell.toLowerCase())) ?? null)
  if (named.some((one) => one !== null)) return { fields: named, rows: table.slice(1) }
  return { fields: (table[0] ?? []).map((_, i) => fields[first + i] ?? null), rows: table }
}

/** The row that is called so, by its title, name, code or number; `only`: else the one row that was found. */
export async function rowNamed(entity: string, text: string, only = false): Promise<Row | undefined> {
  const rows = (await ask<Page>(`/api/${entity}${queryOf({ q: text, limit: 5 })}`).catch(() => null))?.rows ?? []
  const low = text.toLowerCase()
  return rows.find((row) => [titleOf(entityNamed(entity), row), row.title, row.name, row.code, row.number]
    .some((one) => String(one ?? '').toLowerCase() === low)) ?? (only && rows.length === 1 ? rows[0] : undefined)
}

async function found(field: Field, text: string): Promise<Cell> {
  const row = await rowNamed(field.ref ?? '', text, true)
  return row ? { value: row.id, title: titleOf(entityNamed(field.ref ?? ''), row) } : { value: null }
}

export async function cellOf(field: Field, text: string): Promise<Cell> {
  if (text === '') return { value: null }
  if (field.kind === 'ref') return found(field, text)
  if (field.kind === 'choice' || field.kind === 'state') {
    const low = text.toLowerCase()
    const one = choicesOf(field).find((c) => [c.code, c.label.zh, c.label.en.toLowerCase()].includes(low))
    return { value: one?.code ?? null }
  }
  if (field.kind === 'bool') return { value: ['1', 'true', 'y', '√', '✓', tIn('zh', 'yes'), tIn('en', 'yes')].includes(text) }
  // A number that cannot be read stays as it is; the form says so.
  if (isNumber(field.kind) || field.kind === 'duration') return { value: readTyped(field, text.replace(/[¥%]/g, '')) ?? text }
  const day = text.replace(/[/.]/g, '-').replace(/-(\d)(?=\D|$)/g, '-0$1')
  if (field.kind === 'date') return { value: day }
  if (field.kind === 'time') return { value: fromWallClock(day) }
  return { value: text }
}
