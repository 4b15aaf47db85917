// Numbers as people type them: yuan for fen, hours for thousandths, h:mm for seconds and minutes.
import type { Field, Json } from '@/api/types'
import { t } from '@/i18n'
import { isNumber, scaled, scaleOf, unscaled } from './number'
import { clockOf, clockRead, durationRead, durationTyped, monthOf } from './time'
import { unitOf } from './value'

type Typed = Pick<Field, 'kind' | 'format'>

/** null for nothing, undefined for what cannot be read. */
export function readTyped(field: Typed, text: string): number | null | undefined {
  if (field.kind === 'duration') return durationRead(text)
  if (field.format === 'clock') return clockRead(text)
  if (field.format === 'month') return unscaled(text.replace(/^(\d{4})-(\d\d)$/, '$1$2'), 0)
  return unscaled(text, scaleOf(field.kind, field.format).scale)
}

export function showTyped(field: Typed, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value !== 'number') return String(value)
  if (field.kind === 'duration') return durationTyped(value)
  if (field.format === 'clock') return clockOf(value)
  if (field.format === 'month') return monthOf(value)
  const how = scaleOf(field.kind, field.format)
  return scaled(value, how.scale, how.least, false)
}

/** What is wrong with a value that could not be read as the number it should be. */
export function faultOf(field: Typed, value: Json | undefined): string | null {
  if (typeof value !== 'string' || (!isNumber(field.kind) && field.kind !== 'duration')) return null
  return t(field.kind === 'duration' ? 'badDuration' : field.format === 'clock' ? 'badClock' : 'badNumber')
}

export function hintOf(field: Typed): string {
  if (field.kind === 'duration') return t('durationHint')
  if (field.format === 'clock') return t('clockHint')
  return scaleOf(field.kind, field.format).suffix || unitOf(field)
}
