// Running commands: at once, after a question, or with the form of what they need.
import { ref, watch } from 'vue'
import { ElMessage } from 'element-plus'
import { ask, KeyKeeper, Problem } from '@/api/client'
import type { Command, Entity, Row, Values } from '@/api/types'
import { commandNamed, entityNamed, titleOf } from '@/meta/store'
import { language, say, t } from '@/i18n'

// A message of a moment ago would stay in the language that was left.
watch(language, () => ElMessage.closeAll())

export interface Running {
  command: Command
  entity: Entity
  /** The document, when there is one only. */
  row?: Row | undefined
  subject: string
  /** A question first, or a form. */
  how: 'ask' | 'form'
  run: (input: Values, key: (content: unknown) => string) => Promise<unknown>
}

/** What the server said no with, and the number under which its log tells more. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Problem)) return t('failed')
  const text = error.message || t(error.status === 0 ? 'away' : 'failed')
  const fields = error.fields.map((f) => f.text)
  const number = error.reference ? [`(${t('reference', { n: error.reference })})`] : []
  return [text, ...fields, ...number].join(' ')
}

/** What a command said once: it is shown until somebody closes it, and never again. */
export interface Told {
  title: string
  /** Of which document, when there are several; under which name; what. */
  facts: { of: string; name: string; text: string }[]
}

const factsOf = (of: string, said: Record<string, string>): Told['facts'] =>
  Object.entries(said).map(([name, text]) => ({ of, name, text }))

export interface BulkResult {
  id: string
  status: number
  problem?: { detail: string; title: string }
  told?: Record<string, string>
}

export function useCommands() {
  const running = ref<Running | null>(null)
  const told = ref<Told | null>(null)
  const busy = ref('')
  /** Why the last command was refused; stays until the next one. */
  const refusal = ref('')
  const keys = new KeyKeeper()

  /** Starts a command: what it needs is asked first. */
  async function start(one: Omit<Running, 'how'>): Promise<void> {
    if (busy.value) return
    refusal.value = ''
    if (one.command.input) running.value = { ...one, how: 'form' }
    else if (one.command.confirm) running.value = { ...one, how: 'ask' }
    else await now(one)
  }

  async function now(one: Omit<Running, 'how'>): Promise<void> {
    busy.value = one.command.name
    try {
      await one.run({}, (content) => keys.keyFor(content))
      keys.done()
    } catch (error) {
      refusal.value = wordsOf(error)
    } finally {
      busy.value = ''
    }
  }

  async function answered(yes: boolean): Promise<void> {
    const one = running.value
    running.value = null
    if (one && yes) await now(one)
  }

  /** A command on one document; `then` gets the row as it has become. */
  function onRow(entity: Entity, row: Row, name: string, then: (row: Row) => unknown): Promise<void> {
    const command = commandNamed(name)
    if (!command) {
      ElMessage.error(t('unknownCommand'))
      return Promise.resolve()
    }
    let version = row.version
    return start({
      command, entity, row, subject: titleOf(entity, row),
      run: async (input, key) => {
        const path = `/api/${entity.name}/${row.id}/${name}`
        const answer = await ask<Row>(path, {
          method: 'POST', body: input,
          headers: { 'Idempotency-Key': key([path, version, input]), 'If-Match': `"${version}"` },
        }).catch(async (error: unknown) => {
          // It is told; sending it once more is meant for the document as it is now.
          if (error instanceof Problem && error.status === 412) version = (await ask<Row>(`/api/${entity.name}/${row.id}`)).version
          throw error
        })
        ElMessage.success({ message: t('done', { what: say(command.label) }), grouping: true })
        if (answer.told) told.value = { title: `${say(command.label)} · ${titleOf(entity, row)}`, facts: factsOf('', answer.told) }
        await then(answer)
      },
    })
  }

  function onMany(entity: Entity, rows: Row[], command: Command, then: (results: BulkResult[]) => unknown): Promise<void> {
    const titles = new Map(rows.map((row) => [row.id, titleOf(entity, row)]))
    return start({
      command, entity, subject: t('selected', { n: rows.length }),
      run: async (input, key) => {
        const body = { ids: [...titles.keys()], input }
        const answer = await ask<{ results: BulkResult[] }>(`/api/${entity.name}/bulk/${command.name}`, {
          method: 'POST', body, headers: { 'Idempotency-Key': key([command.name, body]) },
        })
        const facts = answer.results.flatMap((one) => factsOf(titles.get(one.id) ?? '', one.told ?? {}))
        if (facts.length > 0) told.value = { title: say(command.label), facts }
        await then(answer.results)
      },
    })
  }

  return { running, told, busy, refusal, answered, onRow, onMany }
}

export type Commands = ReturnType<typeof useCommands>

/** What a command made besides, as places to go to. */
export function placesOf(created: { entity: string; id: string }[] | undefined) {
  return (created ?? []).map((one) => ({
    to: `/${one.entity}/${one.id}`,
    label: say(entityNamed(one.entity)?.label) || one.entity,
  }))
}
