// A car carried over the time board, by mouse, finger or keys, until it is put down. Where it may lie the server says.
import { computed, ref, watch, type Ref } from 'vue'
import { ask, KeyKeeper } from '@/api/client'
import type { Row } from '@/api/types'
import { wordsOf } from '@/components/commands'
import { language } from '@/i18n'
import type { By, Lane } from './timeboard'

const STEP = 900000

export interface Carried {
  row: Row
  /** The row of the board it hangs over, and how far from where it lay. */
  lane: number
  moved: number
}

export function useCarry(lanes: Ref<Lane[]>, by: Ref<By>, span: Ref<{ from: number; to: number }>, done: () => Promise<void>) {
  const carried = ref<Carried | null>(null)
  const refusal = ref('')
  /** The slot moved last, for its undoing. */
  const last = ref<Row | null>(null)
  const busy = ref(false)
  const keys = new KeyKeeper()
  // What was said in the language that was left says nothing any more.
  watch(language, () => (refusal.value = ''))
  const startsAt = computed(() => (carried.value ? Date.parse(String(carried.value.row.starts_at)) + carried.value.moved : 0))

  const laneOf = (row: Row): number => lanes.value.findIndex((one) => one.chips.some((chip) => chip.slot_id === row.slot_id))

  function lift(row: Row): void {
    refusal.value = ''
    carried.value = { row, lane: laneOf(row), moved: 0 }
  }

  /** A key moves it by a quarter of an hour from the full quarter, or to the next row. */
  function step(across: number, down: number): void {
    const one = carried.value
    if (!one) return
    const start = startsAt.value
    const next = across > 0 ? Math.floor(start / STEP) * STEP + STEP : across < 0 ? Math.ceil(start / STEP) * STEP - STEP : start
    const lane = one.lane + down
    carried.value = { ...one, moved: next - Date.parse(String(one.row.starts_at)), lane: lanes.value[lane] && lanes.value[lane].id !== 'outside' ? lane : one.lane }
  }

  /** A finger moves it freely; it snaps to the quarter of an hour. */
  function drag(pixels: number, width: number, lane: number): void {
    const one = carried.value
    if (!one) return
    const was = Date.parse(String(one.row.starts_at))
    const to = Math.round((was + (pixels / width) * (span.value.to - span.value.from)) / STEP) * STEP
    const over = lanes.value[lane]
    carried.value = { ...one, moved: Math.abs(pixels) < 4 ? 0 : to - was, lane: over && over.id !== 'outside' ? lane : one.lane }
  }

  const cancel = (): void => void (carried.value = null)

  async function drop(): Promise<void> {
    const one = carried.value
    if (!one || busy.value) return
    const over = lanes.value[one.lane]
    const stays = one.moved === 0 && one.lane === laneOf(one.row)
    carried.value = null
    if (stays || !over) return
    const input = {
      technician_id: by.value === 'technician' && over.id !== '' ? over.id : one.row.technician_id,
      bay_id: by.value === 'bay' && over.id !== '' ? over.id : one.row.bay_id,
      starts_at: new Date(Date.parse(String(one.row.starts_at)) + one.moved).toISOString(),
      seen: one.row.seen,
    }
    await send(`/api/plan_slot/${String(one.row.slot_id)}/plan_move`, input, (row) => (last.value = row))
  }

  async function undo(): Promise<void> {
    if (last.value) await send(`/api/plan_slot/${last.value.id}/plan_undo`, {}, () => (last.value = null))
  }

  async function send(path: string, body: unknown, then: (row: Row) => void): Promise<void> {
    busy.value = true
    refusal.value = ''
    try {
      const row = await ask<Row>(path, { method: 'POST', body, headers: { 'Idempotency-Key': keys.keyFor([path, body]) } })
      keys.done()
      then(row)
    } catch (error) {
      refusal.value = wordsOf(error)
    } finally {
      busy.value = false
    }
    await done()
  }

  return { carried, startsAt, refusal, last, busy, lift, step, drag, cancel, drop, undo }
}
