// What was typed into a form and not saved, kept in this browser for whoever typed it: it outlives a
// reload, a closed window and a power cut, for a day; logging out takes it away. Never a secret.
import { session } from '@/api/client'
import type { Values } from '@/api/types'

const DAY = 24 * 3600 * 1000
const ours = (user: string): string => `workbay.draft:${user}:`

export interface Draft {
  at: number
  values: Values
}

const placeOf = (name: string): string => ours(session.value?.user.id ?? '') + name

export function keepDraft(name: string, values: Values): void {
  try {
    localStorage.setItem(placeOf(name), JSON.stringify({ at: Date.now(), values } satisfies Draft))
  } catch {
    // A browser without room keeps no drafts; the form itself is there still.
  }
}

export function draftOf(name: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(placeOf(name)) ?? 'null') as Draft | null
    return draft && Date.now() - draft.at < DAY ? draft : null
  } catch {
    return null
  }
}

export const dropDraft = (name: string): void => localStorage.removeItem(placeOf(name))

/** Whoever logs out leaves nothing behind for the next one. */
export function dropDrafts(user: string | undefined): void {
  for (const key of Object.keys(localStorage)) if (user && key.startsWith(ours(user))) localStorage.removeItem(key)
}
