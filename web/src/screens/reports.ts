// What the screens ask the server's reports.
import { ask, queryOf } from '@/api/client'
import type { Field, Row } from '@/api/types'
import { meta } from '@/meta/store'

type Params = Record<string, string | number | null | undefined>

export async function reportRows(name: string, params: Params, signal?: AbortSignal): Promise<Row[]> {
  const answer = await ask<{ rows: Row[] }>(`/api/reports/${name}${queryOf(params)}`, { signal })
  return answer.rows
}

/** The rows, and the server's clock by which they were judged. */
export function reportAt(name: string, params: Params): Promise<{ rows: Row[]; at: string }> {
  return ask(`/api/reports/${name}${queryOf(params)}`)
}

/** A column of a report, to draw its values with. */
export function columnOf(report: string, name: string): Field | undefined {
  return meta.value?.reports.find((one) => one.name === report)?.columns.find((f) => f.name === name)
}
