// The document that a command runs on: its lines are what the command's form may name.
import { inject, provide, type InjectionKey } from 'vue'
import type { Entity, Field, Row } from '@/api/types'
import { entityNamed, fieldsOfLines } from '@/meta/store'

export interface Around {
  entity: Entity
  row: Row
}

const KEY: InjectionKey<Around | null> = Symbol('around')

export const provideAround = (around: Around | null): void => provide(KEY, around)

export function useAround() {
  const around = inject(KEY, null)

  /** The lines of the document that are rows of this entity; null when it has none of that kind. */
  function linesOf(entity: string): Row[] | null {
    const lines = around?.entity.lines.find((one) => one.entity === entity)
    return lines && around ? ((around.row[lines.field] ?? []) as Row[]) : null
  }

  /** The reference of lines that hold nothing else, when it names lines of the document. */
  function tickable(field: Field): { via: Field; rows: Row[]; entity: Entity } | null {
    const [via, ...others] = fieldsOfLines(field)
    const rows = via?.ref && others.length === 0 ? linesOf(via.ref) : null
    const entity = via?.ref ? entityNamed(via.ref) : undefined
    return via && rows && entity ? { via, rows, entity } : null
  }

  return { around, linesOf, tickable }
}
