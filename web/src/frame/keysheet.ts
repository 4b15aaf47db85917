// Which keys do what, by page.
import type { KeyLine } from './here'

export const everywhere: KeyLine[] = [
  ['/', 'keySearch'], ['Ctrl+K', 'keySearch'], ['?', 'keySheet'], ['Esc', 'keyClose'],
]

const form: KeyLine[] = [
  ['Enter', 'keyNextField'], ['Ctrl+Enter', 'keySend'], ['Ctrl+S', 'keySend'],
]
const lines: KeyLine[] = [
  ['Enter', 'keyNextCell'], ['↑ ↓', 'keyOtherLine'], ['Ctrl+Delete', 'keyDropLine'], ['Ctrl+V', 'keyPaste'],
]
const rows: KeyLine[] = [['↑ ↓', 'keyOtherRow'], ['Home End', 'keyEndRow'], ['Enter', 'keyOpenRow']]

const byPage: Record<string, KeyLine[]> = {
  work: rows.slice(2),
  list: [['↓', 'keyToRows'], ...rows, ['Space', 'keyTick']],
  new: [...form, ...lines],
  edit: [...form, ...lines],
  detail: [['Tab', 'keyCommands']],
  record: [['Tab', 'keyCommands']],
  reception: [...form, ...lines],
  walk: [['↑ ↓ ← →', 'keyMark']],
}

export const keysOf = (page: string): KeyLine[] => byPage[page] ?? []
