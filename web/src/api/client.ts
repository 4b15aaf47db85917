// One place where the application speaks to the server.
import { ref, shallowRef } from 'vue'
import { language } from '@/i18n'
import type { FieldFault, ProblemBody, Session } from './types'

/** What the server refused, or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldFault[]
  readonly reference: string | null

  constructor(body: ProblemBody) {
    super(body.detail || body.title)
    this.status = body.status
    this.code = body.code
    this.fields = body.fields ?? []
    this.reference = body.reference ?? null
  }
}

export const session = shallowRef<Session | null>(null)
/** The server does not answer; a bar says so until it does. */
export const away = ref(false)
/** Counts the returns of the server: what is on the screen reads itself anew when it changes. */
export const returned = ref(0)

/** This machine has a network at all. */
export const online = ref(navigator.onLine)
/** The server no longer knows who asks: one logs in again in place, and what was asked goes on. */
export const lost = ref(false)
let waiting: ((known: boolean) => void)[] = []

/** Whoever waits for the log-in goes on, or is told no. */
export function logInOver(known: boolean): void {
  lost.value = false
  const all = waiting
  waiting = []
  for (const go of all) go(known)
}

function knownAgain(): Promise<boolean> {
  lost.value = true
  return new Promise((done) => waiting.push(done))
}

export interface Asked {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  raw?: { bytes: Blob; type: string; name: string }
  headers?: Record<string, string>
  signal?: AbortSignal
  /** A 401 is an answer here, not the end of the session. */
  quiet?: boolean
}

/** How far the server's clock is ahead of this device's, where the two differ by more than a header's second. */
let ahead = 0

/** Now, by the server's clock as it was last told. */
export const serverNow = (): string => new Date(Date.now() + ahead).toISOString()

function noteClock(answer: Response, asked: Asked): void {
  const told = Date.parse(answer.headers.get('date') ?? '')
  // What was read may come from the browser's store, with the hour of then.
  if (!asked.method || asked.method === 'GET' || Number.isNaN(told)) return
  ahead = Math.abs(told - Date.now()) > 2000 ? told - Date.now() : 0
}

let knocking = false

async function knock(): Promise<void> {
  if (knocking) return
  knocking = true
  while (away.value) {
    await new Promise((done) => setTimeout(done, 2000))
    try {
      const answer = await fetch('/healthz', { cache: 'no-store' })
      if (answer.ok) {
        away.value = false
        returned.value++
      }
    } catch {
      // Still away.
    }
  }
  knocking = false
}

window.addEventListener('online', () => (online.value = true))
window.addEventListener('offline', () => (online.value = false))

export function serverAway(): void {
  away.value = true
  void knock()
}

function headersOf(asked: Asked): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': language.value === 'zh' ? 'zh-CN' : 'en' }
  if (asked.method && asked.method !== 'GET' && session.value) headers['X-CSRF-Token'] = session.value.csrf
  if (asked.body !== undefined) headers['Content-Type'] = 'application/json'
  if (asked.raw) {
    headers['Content-Type'] = asked.raw.type
    headers['X-File-Name'] = encodeURIComponent(asked.raw.name)
  }
  return { ...headers, ...asked.headers }
}

async function problemOf(answer: Response): Promise<Problem> {
  const type = answer.headers.get('content-type') ?? ''
  if (type.includes('json')) return new Problem((await answer.json()) as ProblemBody)
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) serverAway()
  return new Problem({ title: answer.statusText, detail: '', status: answer.status, code: 'http' })
}

/** Asks the server; throws a Problem for everything but success. */
export async function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(path, {
      method: asked.method ?? 'GET',
      headers: headersOf(asked),
      body: asked.raw ? asked.raw.bytes : asked.body !== undefined ? JSON.stringify(asked.body) : undefined,
      signal: asked.signal,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (asked.signal?.aborted) throw error
    serverAway()
    throw new Problem({ title: '', detail: '', status: 0, code: 'away' })
  }
  noteClock(answer, asked)
  if (answer.ok) return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T)
  const problem = await problemOf(answer)
  if (problem.status === 401 && !asked.quiet && session.value && await knownAgain()) return ask<T>(path, asked)
  throw problem
}

/** A query string of what is not empty. */
export function queryOf(values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** Begins with the time, so that the server finds keys of the same hour on the same page. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `${Date.now().toString(16)}-${Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')}`
}

/** The key of a request stays while its content is the same, so that sending it again is harmless. */
export class KeyKeeper {
  private content = ''
  private key = ''

  keyFor(content: unknown): string {
    const text = JSON.stringify(content)
    if (this.key === '' || text !== this.content) {
      this.content = text
      this.key = randomKey()
    }
    return this.key
  }

  done(): void {
    this.key = ''
  }
}
