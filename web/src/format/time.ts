// Times are told in Asia/Shanghai, wherever the browser stands. China keeps one zone and no summer time.
import { t } from '@/i18n'

const EAST = 8 * 3600 * 1000

/** "2026-03-01T01:02:03Z" as "2026-03-01 09:02". */
export function wallClock(rfc: string, seconds = false): string {
  const at = Date.parse(rfc)
  if (Number.isNaN(at)) return rfc
  return new Date(at + EAST).toISOString().slice(0, seconds ? 19 : 16).replace('T', ' ')
}

/** "2026-03-01 09:02" or with seconds as RFC 3339 in UTC; null for what is no time. */
export function fromWallClock(text: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(text)
  if (!found) return null
  const at = Date.parse(`${found[1]}T${found[2]}${found[3] ?? ':00'}+08:00`)
  return Number.isNaN(at) ? null : new Date(at).toISOString().replace('.000Z', 'Z')
}

export function todayHere(): string {
  return new Date(Date.now() + EAST).toISOString().slice(0, 10)
}

/** A wall clock with the parts that today makes needless left out. */
export function shortClock(rfc: string): string {
  const full = wallClock(rfc)
  const today = todayHere()
  if (full.startsWith(today)) return full.slice(11)
  return full.startsWith(today.slice(0, 5)) ? full.slice(5) : full
}

/** A wall clock without the year, when it is this one. */
export function yearless(rfc: string): string {
  const full = wallClock(rfc)
  return full.startsWith(todayHere().slice(0, 5)) ? full.slice(5) : full
}

/** 5400 seconds as "1 小时 30 分钟". */
export function duration(seconds: number): string {
  const minus = seconds < 0 ? '-' : ''
  let rest = Math.abs(seconds)
  const parts: string[] = []
  const days = Math.floor(rest / 86400)
  rest -= days * 86400
  const hours = Math.floor(rest / 3600)
  rest -= hours * 3600
  const minutes = Math.floor(rest / 60)
  rest -= minutes * 60
  if (days) parts.push(t('day', { n: days }))
  if (hours) parts.push(t('hour', { n: hours }))
  if (minutes) parts.push(t('minute', { n: minutes }))
  if (rest || parts.length === 0) parts.push(t('second', { n: rest }))
  return minus + parts.slice(0, 2).join(' ')
}

/** 1 is Monday, 7 Sunday, 0 each day. */
export const weekdayOf = (day: number): string =>
  day === 0 ? t('eachDay') : (t('weekday').split(',')[day % 7] ?? String(day))

/** Minute 570 of the day as "9:30". */
export const clockOf = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

/** 202611 is 2026-11; typed either way. */
export const monthOf = (month: number): string => `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`

/** "9:30", "0930" or "9" as a minute of the day; null for nothing, undefined for what is no time. */
export function clockRead(typed: string): number | null | undefined {
  const text = typed.trim().replace(/[：.]/g, ':')
  if (text === '') return null
  const found = /^(\d{1,2})(?::?([0-5]\d))?$/.exec(text)
  if (!found || Number(found[1]) > 23) return undefined
  return Number(found[1]) * 60 + Number(found[2] ?? 0)
}

export function durationTyped(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  const base = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return rest ? `${base}:${String(rest).padStart(2, '0')}` : base
}

/** "1:30" or "90" (minutes) in seconds; null for nothing, undefined for what cannot be read. */
export function durationRead(typed: string): number | null | undefined {
  const text = typed.trim().replace(/：/g, ':')
  if (text === '') return null
  if (/^\d{1,6}$/.test(text)) return Number(text) * 60
  const found = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0) : undefined
}
