// link.mjs - the customer's part, on the pages of his link: comes in by the last digits of his phone,
// unticks what he does not want, signs the total that he sees; and afterwards says how it was.
import { act } from './server.mjs'

let browser
async function phone_of(v) {
  browser ??= await import('../pages/browser.mjs')
  const answer = await act('service_adviser', 'repair_order', v.id, 'repair_order_link', { no_sms: true })
  const phone = new browser.Phone()
  const door = await phone.get(new URL(answer.told.url).pathname)
  await phone.go('/c', browser.fill(browser.formOf(door.html, '/c'), { digits: v.car.digits }))
  return { phone, ...browser }
}

export async function by_link(v, open, refused, total) {
  const { phone, formOf, fill } = await phone_of(v)
  const yes = open.filter(line => !refused.includes(line)).map(line => line.id)
  let page = await phone.get('/my/approve')
  page = await phone.post('/my/approve', fill(formOf(page.html, '/my/approve'), { yes, do: 'recompute' }))
  const form = formOf(page.html, '/my/approve')
  v.books.same(`the total on the phone of order ${v.id}`, form.find(([name]) => name === 'total')?.[1], total)
  const signed = await phone.post('/my/approve', fill(form, { do: 'sign', signer: '客户' }))
  v.books.same(`order ${v.id} is signed by link`, signed.status, 303)
}

export async function rate_by_link(v, marks) {
  const { phone, formOf, fill } = await phone_of(v)
  const page = await phone.get('/my/rate')
  const rated = await phone.post('/my/rate', fill(formOf(page.html, '/my/rate'), { ...marks, note: '网上评价' }))
  v.books.same(`order ${v.id} is rated by link`, rated.status, 303)
}
