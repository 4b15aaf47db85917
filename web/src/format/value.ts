// A value of a field as text for people.
import { choiceOf } from '@/meta/store'
import { say, t } from '@/i18n'
import type { Field } from '@/api/types'
import { isNumber, scaled, scaleOf } from './number'
import { clockOf, duration, monthOf, wallClock, weekdayOf } from './time'

export function textOf(field: Pick<Field, 'kind' | 'format'> & Partial<Field>, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (field.kind === 'choice' || field.kind === 'state') {
    const choice = choiceOf(field as Field, value)
    return choice ? say(choice.label) : String(value)
  }
  if (field.kind === 'bool') return value ? t('yes') : t('no')
  if (field.kind === 'time') return wallClock(String(value))
  if (field.kind === 'duration') return duration(Number(value))
  if (field.format === 'clock') return clockOf(Number(value))
  if (field.format === 'weekday') return weekdayOf(Number(value))
  if (field.format === 'month') return monthOf(Number(value))
  // A share that was reckoned is read to the hundredth.
  if (field.format === 'percent') return `${scaled(Math.round(Number(value) / 100), 2, 0)}%`
  if (isNumber(field.kind)) {
    const how = scaleOf(field.kind, field.format)
    // A year: small whole numbers are not parted.
    const parted = field.kind !== 'int' || Math.abs(Number(value)) >= 10000
    return scaled(value as number, how.scale, how.least, parted) + how.suffix
  }
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** Ids say nothing to people: a unit's way through the tree, the number of a log-in. */
export const forMachines = (field: Pick<Field, 'kind'>, value: unknown): boolean =>
  field.kind === 'int' ? /^\d{15,}$/.test(String(value)) : field.kind === 'text' && /^(\/\d{15,})+$/.test(String(value))

/** What is said behind a number, where there is room. */
export function unitOf(field: Pick<Field, 'kind' | 'format'>): string {
  if (field.kind === 'money' || field.kind === 'price') return t('yuan')
  if (field.format === 'km') return t('km')
  return field.format === 'hours' ? t('hours') : ''
}

/** What stands to the right in a column. */
export const isRight = (field: Pick<Field, 'kind' | 'format'>): boolean =>
  field.format !== 'weekday' && field.format !== 'month' && (isNumber(field.kind) || field.kind === 'duration')
