// Numbers that are whole in the interface and have a point on the screen. By text: nothing is rounded.

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** 123456 with scale 2 is 1,234.56; `least` decimals are always shown. */
export function scaled(value: number | string, scale: number, least: number, group = true): string {
  const text = String(value)
  const minus = text.startsWith('-')
  const digits = (minus ? text.slice(1) : text).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  let part = scale > 0 ? digits.slice(digits.length - scale) : ''
  while (part.length > least && part.endsWith('0')) part = part.slice(0, -1)
  return (minus ? '-' : '') + (group ? grouped(whole) : whole) + (part === '' ? '' : `.${part}`)
}

/** The whole number behind what was typed; null for nothing, undefined for what is no number. */
export function unscaled(typed: string, scale: number): number | null | undefined {
  const text = typed.replace(/[,，\s]/g, '').replace(/。/g, '.').replace(/[０-９]/g, (c) =>
    String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  if (text === '') return null
  const found = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!found || ((found[2] ?? '') === '' && (found[3] ?? '') === '')) return undefined
  const part = found[3] ?? ''
  if (part.length > scale) return undefined
  const whole = Number((found[2] ?? '') + part.padEnd(scale, '0'))
  if (!Number.isSafeInteger(whole)) return undefined
  return found[1] === '-' && whole !== 0 ? -whole : whole
}

export interface Scale {
  scale: number
  least: number
  suffix: '' | '%'
}

/** How a kind of field is written: its decimals and sign. */
export function scaleOf(kind: string, format: string): Scale {
  switch (kind) {
    case 'money':
      return { scale: 2, least: 2, suffix: '' }
    case 'price':
      return { scale: 6, least: 2, suffix: '' }
    case 'qty':
      return { scale: 3, least: 0, suffix: '' }
    case 'rate':
      return format === 'percent' ? { scale: 4, least: 0, suffix: '%' } : { scale: 6, least: 0, suffix: '' }
    default:
      return { scale: 0, least: 0, suffix: '' }
  }
}

export const isNumber = (kind: string): boolean =>
  kind === 'money' || kind === 'price' || kind === 'qty' || kind === 'rate' || kind === 'int'

/** The size of a file, as people say it: 812 B, 64 kB, 3.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 999500 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
