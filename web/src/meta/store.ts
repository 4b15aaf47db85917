// What there is: /api/meta, looked up by name.
import { computed, shallowRef } from 'vue'
import { ask } from '@/api/client'
import type { Choice, Command, Entity, Field, Meta, Row, Stage } from '@/api/types'

export const meta = shallowRef<Meta | null>(null)

export async function loadMeta(): Promise<void> {
  meta.value = await ask<Meta>('/api/meta')
}

function byName<T extends { name: string }>(list: T[] | undefined): Map<string, T> {
  return new Map((list ?? []).map((one) => [one.name, one]))
}

const entities = computed(() => byName(meta.value?.entities))
const commands = computed(() => byName(meta.value?.commands))
const inputs = computed(() => byName(meta.value?.inputs))

export const entityNamed = (name: string): Entity | undefined => entities.value.get(name)
export const commandNamed = (name: string): Command | undefined => commands.value.get(name)

/** What a form offers; lists show and filter by all. */
export const offeredOf = (field: Field): Choice[] => choicesOf(field).filter((one) => !one.inner)

export function choicesOf(field: Field): Choice[] {
  return field.choices ? (meta.value?.choices[field.choices]?.values ?? []) : []
}

export function choiceOf(field: Field, code: unknown): Choice | undefined {
  return choicesOf(field).find((one) => one.code === code)
}

const HEAD = new Set(['unit_id'])

/** The fields a person may fill of an entity itself. */
function ownFields(entity: Entity): Field[] {
  return entity.fields.filter((f) => !f.readonly && f.kind !== 'state' && !HEAD.has(f.name))
}

/** What a command asks for: its input's fields, or the entity's own. */
export function fieldsOfCommand(command: Command | undefined, entity: Entity): Field[] {
  if (!command) return []
  if (command.input) return (inputs.value.get(command.input)?.fields ?? []).filter((f) => !HEAD.has(f.name))
  return command.verb === 'create' || command.verb === 'edit' || command.creates ? ownFields(entity) : []
}

/** The fields of one line of a `lines` field. */
export function fieldsOfLines(field: Field): Field[] {
  if (field.input) return inputs.value.get(field.input)?.fields ?? []
  const entity = field.lines ? entityNamed(field.lines) : undefined
  if (!entity) return []
  const parents = new Set(
    meta.value?.entities.flatMap((e) => e.lines.filter((l) => l.entity === entity.name).map((l) => l.via)))
  return ownFields(entity).filter((f) => !parents.has(f.name))
}

/** How a row is called. */
export function titleOf(entity: Entity | undefined, row: Row): string {
  const field = entity?.title
  return field ? String(row.titles?.[field] ?? row[field] ?? row.id) : row.id
}

/** What a row is about: the first references of its list (a car, a customer), as the work list has it. */
export function aboutOf(entity: Entity | undefined, row: Row): string[] {
  return (entity ? columnsOf(entity) : [])
    .filter((f) => f.kind === 'ref')
    .slice(0, 2)
    .map((f) => row.titles?.[f.name] ?? '')
    .filter((text) => text !== '' && text !== titleOf(entity, row))
}

/** The stages of the processes that a row stands in, the first stages first. */
export function stagesOf(entity: Entity, row: Row): Stage[] {
  return (meta.value?.processes ?? []).flatMap((p) => p.stages)
    .filter((s) => s.entity === entity.name && row[s.axis] === s.state)
}

/** Where a document that follows from this one is made, with the reference to this one filled in. */
export function makerOf(entity: string, command: Command | undefined): string | null {
  if (!command?.creates || command.entity === entity || !command.mine) return null
  const via = inputs.value.get(command.input ?? '')?.fields.find((f) => f.kind === 'ref' && f.ref === entity)
  return via ? `/${command.entity}/new?${via.name}=` : null
}

/** The columns of a list, in their order. */
export function columnsOf(entity: Entity, most = 8): Field[] {
  return entity.fields
    .filter((f) => f.list > 0)
    .sort((a, b) => a.list - b.list)
    .slice(0, most)
}

export const stateFields = (entity: Entity): Field[] => entity.fields.filter((f) => f.kind === 'state')

const BESIDE = new Set(['line', 'balance', 'ledger'])

export interface NavGroup {
  name: string
  label: Meta['modules'][number]['label'] | null
  main: Entity[]
  more: Entity[]
}

/** The navigation: what the person may read, by module; lines, balances and ledgers apart. */
export const navigation = computed<NavGroup[]>(() => {
  const all = meta.value
  if (!all) return []
  // What is built on the others is worked with daily: it stands first.
  return [...all.modules].reverse()
    .map((module) => {
      const mine = all.entities.filter((e) => e.module === module.name && e.can.read)
      return {
        name: module.name,
        label: module.label,
        main: mine.filter((e) => !BESIDE.has(e.kind)),
        more: mine.filter((e) => BESIDE.has(e.kind)),
      }
    })
    .filter((group) => group.main.length + group.more.length > 0)
})
