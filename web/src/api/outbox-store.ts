// Where the outbox keeps what waits: IndexedDB, or localStorage in a browser that has none.
import type { Values } from './types'

export interface Entry {
  /** The idempotency key, made at the press. */
  key: string
  order: number
  /** Whose press it was: nobody else sends it. */
  user: string
  pressed: string
  entity: string
  id: string
  command: string
  subject: string
  body: Values
  photo?: { field: string; bytes: Blob; name: string }
  fate: 'waiting' | 'refused'
  why: string
}

const NAME = 'outbox'
const LOCAL = 'workbay.outbox'

let opened: Promise<IDBDatabase | null> | null = null

function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((done) => {
    try {
      const asked = indexedDB.open('workbay', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore(NAME, { keyPath: 'key' })
      asked.onsuccess = () => done(asked.result)
      asked.onerror = () => done(null)
      asked.onblocked = () => done(null)
    } catch {
      done(null)
    }
  })
  return opened
}

/** Done when it is on the disk, not when it was asked for. */
function write(base: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((done, fail) => {
    const turn = base.transaction(NAME, 'readwrite', { durability: 'strict' })
    turn.oncomplete = () => done()
    turn.onabort = () => fail(turn.error ?? new Error('outbox'))
    work(turn.objectStore(NAME))
  })
}

function local(): Entry[] {
  try {
    return JSON.parse(localStorage.getItem(LOCAL) ?? '[]') as Entry[]
  } catch {
    return []
  }
}

export async function keep(one: Entry): Promise<void> {
  // What a page draws may be watched by it; what is kept is the plain thing.
  const plain: Entry = { ...one, body: JSON.parse(JSON.stringify(one.body)) as Values }
  if (one.photo) plain.photo = { ...one.photo }
  const base = await open()
  if (base) return write(base, (store) => store.put(plain))
  // There is no room for a photo: it lives as long as its page.
  if (!one.photo) localStorage.setItem(LOCAL, JSON.stringify([...local().filter((other) => other.key !== one.key), plain]))
}

export async function lose(key: string): Promise<void> {
  const base = await open()
  if (base) return write(base, (store) => store.delete(key))
  localStorage.setItem(LOCAL, JSON.stringify(local().filter((one) => one.key !== key)))
}

export async function kept(): Promise<Entry[]> {
  const base = await open()
  if (!base) return local()
  return new Promise((done, fail) => {
    const asked = base.transaction(NAME).objectStore(NAME).getAll()
    asked.onsuccess = () => done(asked.result as Entry[])
    asked.onerror = () => fail(asked.error ?? new Error('outbox'))
  })
}
