// The keyboard in a table of rows: arrows, Home and End move, Enter opens, Space selects.
import { nextTick, onBeforeUnmount, onMounted, ref } from 'vue'

export interface RowKeys {
  /** The rows as they are drawn. */
  rows: () => HTMLElement[]
  open?: (index: number) => void
  select?: (index: number) => void
  /** They are what the page is about. */
  first?: () => boolean
}

export function useRowKeys(on: RowKeys) {
  /** The one row that the Tab key comes to. */
  const at = ref(0)

  async function move(to: number): Promise<void> {
    at.value = Math.max(0, Math.min(on.rows().length - 1, to))
    await nextTick()
    on.rows()[at.value]?.focus()
  }

  function key(event: KeyboardEvent, index: number): void {
    if (event.target !== event.currentTarget) return
    const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: on.rows().length }
    const step = steps[event.key]
    if (step !== undefined) void move(step)
    else if (event.key === 'Enter' && on.open) on.open(index)
    else if (event.key === ' ' && on.select) on.select(index)
    else return
    event.preventDefault()
  }

  /** Where nothing has the focus, the arrow goes to the rows. */
  function enter(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' || event.target !== document.body || on.rows().length === 0) return
    event.preventDefault()
    void move(0)
  }

  onMounted(() => on.first?.() && document.addEventListener('keydown', enter))
  onBeforeUnmount(() => document.removeEventListener('keydown', enter))

  return { at, move, key }
}
