// browser.mjs - a browser without script: cookies, forms, no redirects followed unless asked; and the
// staff's API. What was fetched is kept, to be looked at afterwards.
export const base = process.env.PAGES_URL
export const seen = new Map()

let passed = 0
let failed = 0
export function check(good, what) {
  if (good) passed++
  else { failed++; console.log(`not ok ${what}`) }
  return good
}
export function same(have, want, what) { return check(have === want, `${what}: ${have} instead of ${want}`) }
export const counts = () => [passed, failed]

export const text = html => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const unescape = s => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'")
  .replace(/&amp;/g, '&')

// The fields of the form with this action (the nth of them), as a browser would send them untouched.
export function formOf(html, action, nth = 0) {
  const forms = html.split('<form ').slice(1).filter(f => f.startsWith(`method="post" action="${action}"`))
  if (!check(forms.length > nth, `there is a form for ${action}`)) return []
  const fields = []
  for (const [, tag] of forms[nth].split('</form>')[0].matchAll(/<input ([^>]*)>/g)) {
    const at = name => unescape((tag.match(new RegExp(`${name}="([^"]*)"`)) ?? [, ''])[1])
    if (/type="(checkbox|radio)"/.test(tag) && !/ checked/.test(tag)) continue
    fields.push([at('name'), at('value')])
  }
  return fields
}
// The same with other values; undefined takes a field away.
export function fill(fields, changes) {
  const out = fields.filter(([name]) => !(name in changes))
  for (const [name, value] of Object.entries(changes))
    for (const one of [value].flat()) if (one !== undefined) out.push([name, String(one)])
  return out
}

let phones = 0
export class Phone {
  constructor(headers = {}) {
    this.jar = new Map()
    this.headers = { 'x-forwarded-for': `198.51.100.${++phones}`, ...headers }
  }

  async ask(method, path, body, more = {}) {
    const cookie = [...this.jar].map(([k, v]) => `${k}=${v}`).join('; ')
    const answer = await fetch(base + path, { method, redirect: 'manual',
      headers: { ...this.headers, ...(cookie ? { cookie } : {}), ...more },
      body: body === undefined ? undefined : new URLSearchParams(body) })
    const page = { status: answer.status, headers: answer.headers, html: await answer.text(),
      cookies: answer.headers.getSetCookie() }
    for (const set of page.cookies) {
      const [, name, value] = set.match(/^([^=]+)=([^;]*)/)
      if (/Max-Age=0/.test(set)) this.jar.delete(name)
      else this.jar.set(name, value)
    }
    return page
  }

  // A page to be kept under a name, for validation, size and pictures.
  async get(path, keep) {
    const page = await this.ask('GET', path)
    if (!keep) return page
    seen.set(keep, page)
    const english = new Phone(this.headers)
    english.jar = new Map([...this.jar, ['tongue', 'en']])
    seen.set(`${keep}-en`, await english.ask('GET', path))
    return page
  }

  async post(path, fields, keep, more) {
    const page = await this.ask('POST', path, fields, more)
    if (keep) seen.set(keep, page)
    return page
  }

  // A POST, and the page it leads to.
  async go(path, fields, keep) {
    const page = await this.post(path, fields)
    if (!same(page.status, 303, `${path} leads on: ${text(page.html).slice(0, 300)}`)) return page
    return this.get(page.headers.get('location'), keep)
  }
}

export class Staff {
  static async login(user) {
    const staff = new Staff()
    const answer = await fetch(`${base}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, password: 'demo' }) })
    staff.session = await answer.json()
    staff.headers = { 'content-type': 'application/json', 'x-csrf-token': staff.session.csrf,
      cookie: answer.headers.getSetCookie()[0].split(';')[0] }
    return staff
  }

  async get(path) { return (await fetch(`${base}/api/${path}`, { headers: this.headers })).json() }

  async post(path, body = {}) {
    const answer = await fetch(`${base}/api/${path}`, { method: 'POST', headers: this.headers, body: JSON.stringify(body) })
    const json = await answer.json()
    check(answer.ok, `${path}: ${json.detail} ${JSON.stringify(json.fields ?? '')}`)
    return json
  }

  async upload(name, type, bytes) {
    const answer = await fetch(`${base}/api/file`, { method: 'POST', body: bytes,
      headers: { ...this.headers, 'content-type': type, 'x-file-name': encodeURIComponent(name) } })
    return answer.json()
  }
}
