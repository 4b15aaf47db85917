import { language, type Language } from '@/i18n'
import { loadMeta, meta } from '@/meta/store'
import { dropDrafts } from '@/components/drafts'
import { ask, logInOver, session } from './client'
import { restartEvents } from './events'
import type { Session } from './types'

/** A language was chosen in this window, which then is meant. */
let chosenHere = false

function take(one: Session): void {
  session.value = one
  if (one.user.language === 'zh' || one.user.language === 'en') language.value = one.user.language
}

/** Who one is; null when nobody is logged in. */
export async function findSession(): Promise<Session | null> {
  const known = ask<Session>('/api/session', { quiet: true }).then(take)
  await Promise.all([known, loadMeta()])
  restartEvents()
  return session.value
}

export async function logIn(user: string, password: string): Promise<void> {
  const chosen = language.value
  const one = await ask<Session>('/api/session', { method: 'POST', body: { user, password }, quiet: true })
  take(one)
  await loadMeta()
  restartEvents()
  logInOver(true)
  // The language chosen at the log-in page is meant.
  if (one.user.language !== chosen && chosenHere) await setLanguage(chosen)
}

export async function logOut(): Promise<void> {
  try {
    await ask('/api/session', { method: 'DELETE', quiet: true })
  } finally {
    dropDrafts(session.value?.user.id)
    forget()
    sessionStorage.clear()
  }
}

/** The session is over: nothing of it stays on the screen. */
export function forget(): void {
  session.value = null
  meta.value = null
  logInOver(false)
  restartEvents()
}

export async function setLanguage(to: Language): Promise<void> {
  language.value = to
  chosenHere = true
  if (session.value) take(await ask<Session>('/api/session', { method: 'PATCH', body: { language: to } }))
}

export async function setUnit(id: string): Promise<void> {
  take(await ask<Session>('/api/session', { method: 'PATCH', body: { unit_id: id } }))
  await loadMeta()
  restartEvents()
}
