// link.mjs - the customer's part, on the pages of his link: comes in by the last digits of his phone,
// unticks what he does not want, signs the total that he sees.
import { act } from './server.mjs'

let browser
export async function by_link(v, open, refused, total) {
  browser ??= await import('../pages/browser.mjs')
  const { Phone, formOf, fill } = browser
  const answer = await act('service_adviser', 'repair_order', v.id, 'repair_order_link', { no_sms: true })
  const phone = new Phone()
  const door = await phone.get(new URL(answer.told.url).pathname)
  await phone.go('/c', fill(formOf(door.html, '/c'), { digits: v.car.digits }))
  const yes = open.filter(line => !refused.includes(line)).map(line => line.id)
  let page = await phone.get('/my/approve')
  page = await phone.post('/my/approve', fill(formOf(page.html, '/my/approve'), { yes, do: 'recompute' }))
  const form = formOf(page.html, '/my/approve')
  v.books.same(`the total on the phone of order ${v.id}`, form.find(([name]) => name === 'total')?.[1], total)
  const signed = await phone.post('/my/approve', fill(form, { do: 'sign', signer: '客户' }))
  v.books.same(`order ${v.id} is signed by link`, signed.status, 303)
}
