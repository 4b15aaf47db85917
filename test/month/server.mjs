// server.mjs - the server under the month's own clock (test/month.c), and the people who work in it.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const ZONE_MS = 8 * 3600e3
export const MINUTE = 60e3, DAY = 86400e3
export const iso = ms => new Date(ms).toISOString().replace(/\.\d+/, '')
export const dayOf = ms => new Date(ms + ZONE_MS).toISOString().slice(0, 10)
// The time of day, in minutes, of the day that is so many days after the first.
export const at = (day, minute) => Date.parse(`${day}T00:00:00+08:00`) + minute * MINUTE
export const minuteOf = ms => (ms + ZONE_MS) % DAY / MINUTE

let child, lines, send, Person
const people = new Map()
export const passwords = new Map()       // of those whose own is not the fixture's
export const clock = { now: 0, requests: 0 }

async function line() {
  const { value, done } = await lines.next()
  if (done) throw new Error('the server has ended')
  return value
}

export async function begin(program, directory, ms, database) {
  clock.now = ms
  child = spawn(program, [directory, iso(ms), ...database ? [database] : []], { stdio: ['pipe', 'pipe', 'inherit'] })
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  process.env.WORKBAY_PORT = (await line()).split(' ')[1]
  process.env.PAGES_URL = `http://127.0.0.1:${process.env.WORKBAY_PORT}`
  ;({ send, Person } = await import('../http/client.mjs'))
}

export async function end() {
  const ended = new Promise(done => child.once('exit', done))
  child.stdin.end()
  const code = await ended
  if (code !== 0) throw new Error(`the server ended with ${code}`)
}

// All that is due until then has happened when this returns.
export async function go(ms) {
  clock.now = Math.max(ms, clock.now)
  child.stdin.write(iso(clock.now) + '\n')
  if (await line() !== 'at') throw new Error('the clock stands still')
}

export async function verify() {
  child.stdin.write('verify\n')
  const [, wrong, , facts] = (await line()).split(' ')
  return { wrong: Number(wrong), facts: Number(facts) }
}

// Each logs in anew every morning.
export const morning = () => people.clear()
async function person(name) {
  const user = /@/.test(name) ? name : `${name}@S1`
  if (!people.has(user)) people.set(user, await Person.log_in(user, passwords.get(user)))
  return people.get(user)
}

export class Refused extends Error {
  constructor(what, answer) {
    super(`${what}: ${answer.status} ${answer.json?.code} ${answer.json?.detail} ${JSON.stringify(answer.json?.fields ?? '')}`)
    this.code = answer.json?.code
    this.status = answer.status
  }
}

// What was answered, whatever it is. Who was away for hours logs in again.
export async function ask(name, method, path, body, headers) {
  const who = await person(name)
  const answer = await who.send(method, `/api/${path}`, { body, headers })
  clock.requests++
  if (answer.status === 401) {
    people.delete(/@/.test(name) ? name : `${name}@S1`)
    return (await person(name)).send(method, `/api/${path}`, { body, headers })
  }
  for (const cookie of answer.headers['set-cookie'] ?? []) who.cookie = cookie.split(';')[0]
  return answer
}

async function call(name, method, path, body) {
  const answer = await ask(name, method, path, body)
  if (answer.status >= 300) throw new Refused(`${name} ${path} ${JSON.stringify(body ?? '')}`, answer)
  return answer.json
}
export const get = (name, path) => call(name, 'GET', path)
export const post = (name, path, body = {}) => call(name, 'POST', path, body)
export const act = (name, entity, id, command, body = {}) => post(name, `${entity}/${id}/${command}`, body)
export const report = async (name, path) => (await get(name, `reports/${path}`)).rows
export const madeOf = (answer, entity) => answer.created?.find(one => one.entity === entity)?.id

export async function all(name, path) {
  const rows = []
  for (let next = ''; next !== null;) {
    const page = await get(name, `${path}${path.includes('?') ? '&' : '?'}limit=200${next && `&cursor=${next}`}`)
    rows.push(...page.rows)
    next = page.next
  }
  return rows
}
