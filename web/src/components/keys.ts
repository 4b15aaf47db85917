// The keyboard in forms: Enter goes on to the next field and in the last one sends; Ctrl+Enter sends.
const FIELD = 'input:not([type=file], [tabindex="-1"]), textarea, [role=combobox]'

/** A picker keeps Escape to itself even while its list is shut: then it is meant for the dialog around it. */
export function passEscape(event: KeyboardEvent): void {
  const target = event.target as HTMLElement
  if (event.key !== 'Escape' || event.isComposing || !event.bubbles || target.getAttribute?.('role') !== 'combobox') return
  const dialog = target.closest('.el-dialog')
  if (!dialog || target.getAttribute('aria-expanded') === 'true') return
  event.stopPropagation()
  dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }))
}

/** A form that has opened begins in its first field, unless somebody is in a field of it already. */
export function beginIn(root: () => HTMLElement | undefined): void {
  setTimeout(() => {
    const form = root()
    if (form?.contains(document.activeElement)) return
    const first = form?.querySelector<HTMLElement>('input, textarea')
    first?.focus()
    // A calendar that opened by that would lie over what is offered; an arrow opens it.
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape' }))
  }, 60)
}

/** Handles a keydown within `root`, before the controls see it (.capture); `send` is called when the form is to be sent. */
export function formKey(event: KeyboardEvent, root: HTMLElement | undefined, send: () => unknown): void {
  const target = event.target as HTMLElement
  const control = event.ctrlKey || event.metaKey
  if (control && (event.key === 'Enter' || event.key.toLowerCase() === 's')) {
    event.preventDefault()
    send()
    return
  }
  if (event.key !== 'Enter' || event.isComposing || !root) return
  if (target.tagName === 'TEXTAREA' || target.tagName === 'BUTTON' || target.tagName === 'A') return
  // The list of a picker and the grid of lines take Enter themselves; a form is never sent by it.
  event.preventDefault()
  if (target.getAttribute('aria-expanded') === 'true' || target.closest('.lines')) return
  const all = [...root.querySelectorAll<HTMLElement>(FIELD)].filter((one) => one.offsetParent !== null)
  const next = all[all.indexOf(target) + 1]
  if (next) next.focus()
  else send()
}
