// The bench as data: the jobs as the server has them, and on top of them what was pressed and is not sent yet.
import { computed, ref } from 'vue'
import { entries, onSent } from '@/api/outbox'
import type { Command, Row } from '@/api/types'
import { ask } from '@/api/client'
import { choiceOf, commandNamed, entityNamed, meta } from '@/meta/store'
import { reportAt } from './reports'

const stateField = () => entityNamed('assignment')?.fields.find((f) => f.name === 'state')

/** The state that a command leaves a job in, as the model has it; undefined when it leaves it alone. */
const becomes = (command: Command | undefined): string | undefined => command?.moves.find((m) => m.axis === 'state')?.to[0]

/** A job as it will be when everything pressed has arrived. */
function foreseen(row: Row): Row {
  const pressed = entries.value.filter((one) => one.id === row.assignment_id && one.fate === 'waiting')
  const last = pressed.map((one) => becomes(commandNamed(one.command))).filter((state) => state !== undefined).at(-1)
  return { ...row, state: last ?? row.state, unsent: pressed.length }
}

const ended = (row: Row): boolean => {
  const field = stateField()
  return field ? choiceOf(field, row.state)?.end === true : false
}

/** What may be pressed in this state: those that move the job, and those that leave it where it is. */
export function commandsOf(row: Row): { moving: Command[]; beside: Command[] } {
  const all = (meta.value?.commands ?? []).filter((one) =>
    one.entity === 'assignment' && one.mine && one.moves.some((m) => m.axis === 'state' && m.from.includes(String(row.state))))
  return { moving: all.filter((one) => becomes(one) !== undefined), beside: all.filter((one) => becomes(one) === undefined) }
}

export function useBench() {
  const rows = ref<Row[]>([])
  const orders = ref(new Map<string, Row>())
  const chosen = ref('')

  // What the server answered to a press is how the job stands, until all of it is read anew.
  onSent((one, answer) => {
    rows.value = rows.value.map((row) => (row.assignment_id !== one.id ? row
      : { ...row, state: answer.state, worked: answer.worked, started_at: answer.started_at, stop_reason: answer.stop_reason }))
  })

  /** What is to be done on a car is read with its job, so that it is there when the network is not. */
  async function loadOrders(): Promise<void> {
    const ids = [...new Set(rows.value.map((row) => String(row.repair_order_id)))]
    const got = await Promise.all(ids.map((id) => ask<Row>(`/api/repair_order/${id}`)))
    orders.value = new Map(got.map((order) => [order.id, order]))
  }

  async function load(): Promise<string> {
    const answer = await reportAt('my_jobs', {})
    rows.value = answer.rows
    await loadOrders()
    return answer.at
  }

  const jobs = computed(() => {
    const now = rows.value.map(foreseen).filter((row) => !ended(row))
    const field = stateField()
    const running = (row: Row): boolean => (field ? choiceOf(field, row.state)?.tone === 'active' : false)
    return [...now.filter(running), ...now.filter((row) => !running(row))]
  })
  const job = computed(() => jobs.value.find((row) => row.assignment_id === chosen.value) ?? jobs.value[0])
  const others = computed(() => jobs.value.filter((row) => row !== job.value))
  const lines = computed(() => {
    const order = orders.value.get(String(job.value?.repair_order_id))
    return ((order?.lines ?? []) as Row[]).filter((line) => line.approval === 'approved')
  })

  return { rows, jobs, job, others, lines, chosen, load }
}
