// run.mjs - one customer and one car, from the link in the message to the next appointment, as a phone
// without script sees it; and the kiosk. See test/pages.sh.
import { readFileSync } from 'node:fs'
import { check, counts, fill, formOf, Phone, same, seen, Staff, text } from './browser.mjs'
import { kiosk } from './kiosk.mjs'
import { look } from './look.mjs'
import { options } from './options.mjs'

const adviser = await Staff.login('service_adviser@NS01')
const clerk = await Staff.login('settlement_clerk@NS01')
const hostile = '<img src=x onerror=alert(1)>"\'&'
const day = n => new Date(Date.now() + 8 * 3600e3 + n * 86400e3).toISOString().slice(0, 10)

// --- the store's part -----------------------------------------------------------------------------------

async function arrange(plate, phone, lines) {
  const party = await adviser.post('party', { name: '钱<b>多</b>多', kind: 'person', phone })
  const car = await adviser.post('vehicle', { plate, owner_id: party.id, brand: '大众', series: hostile })
  const order = await adviser.post('repair_order', { vehicle_id: car.id, nature: 'maintenance', category: 'first',
    odometer_in: 20000, promised_at: new Date(Date.now() + 7200e3).toISOString(), deliverer_name: '钱太太',
    deliverer_phone: '13900004321', wish: hostile, wash: true, lines })
  return { party, car, order: order.id }
}
const labour = (title, hours, fen) => ({ kind: 'labour', title, quantity: hours * 1000, price: fen * 10000 })

async function link(order) {
  const answer = await adviser.post(`repair_order/${order}/repair_order_link`)
  check(/\/c\/[\w-]{22,}$/.test(answer.told?.url), 'the adviser is told the address once')
  const { id } = answer.created.find(c => c.entity === 'customer_link')
  return { path: new URL(answer.told.url).pathname, code: answer.told.url.split('/c/')[1], id }
}
const stateOf = async id => (await adviser.get(`customer_link/${id}`)).state

async function door(phone, path, digits, keep) {
  const page = await phone.get(path)
  return phone.post('/c', fill(formOf(page.html, '/c'), { digits }), keep)
}

const mine = await arrange('粤B7Q7Q7', '13800001234',
  [labour('更换机油', 0.5, 12000), labour(hostile, 1, 10000), { kind: 'other', title: '辅料费', quantity: 1000, price: 15000000 }])
await adviser.post(`repair_order/${mine.order}/repair_order_estimate`)
const first = await link(mine.order)

// --- the door -------------------------------------------------------------------------------------------

const phone = new Phone()
for (const method of ['HEAD', 'GET', 'GET']) same((await new Phone().ask(method, first.path)).status, 200, `${method} at the door`)
same(await stateOf(first.id), 'open', 'a preview robot uses nothing up')
await phone.get(first.path, 'door')
check(!seen.get('door').html.includes('钱') && !seen.get('door').html.includes('7Q7Q7'), 'the door shows nothing of the customer')
check((await phone.get(`${first.path}?lang=en`)).html.includes('lang="en"'), 'English by one tap')
check((await phone.get(first.path)).html.includes('Last four digits'), 'and it stays English')
await phone.get(`${first.path}?lang=zh`)

const plain = page => text(page.html.replace(/value="[^"]*"/g, ''))
const wrong = await door(new Phone(), first.path, '0000', 'door-wrong')
const unknown = await door(new Phone(), `/c/${'x'.repeat(24)}`, '0000')
same(wrong.status, 403, 'wrong digits')
same(unknown.status, 403, 'an unknown code')
same(plain(wrong), plain(unknown), 'nobody can tell an unknown code from wrong digits')
same((await phone.post('/c', [['code', first.code], ['digits', '4321']])).status, 403, 'a form that is not ours')
const doorForm = fill(formOf((await phone.get(first.path)).html, '/c'), { digits: '4321' })
same((await phone.post('/c', doorForm, undefined, { 'sec-fetch-site': 'cross-site' })).status, 403, 'sent by another site')
same((await new Phone().get('/my')).status, 403, 'nobody comes in without a link')

const entered = await phone.post('/c', doorForm)
same(entered.status, 303, 'the right digits')
same(entered.headers.get('location'), '/my', 'no secret stands in the address')
check(entered.cookies.some(c => /^car=[0-9a-f]{64};.*HttpOnly; SameSite=Lax$/.test(c)), 'the cookie is HttpOnly and Lax')
same(await stateOf(first.id), 'used', 'the link is used')
const token = phone.jar.get('car')
same((await phone.post('/c', doorForm)).status, 303, 'a double click shuts nobody out')
same(phone.jar.get('car'), token, 'and opens the same session')
same((await phone.get(first.path)).status, 303, 'the same phone goes on by its cookie')
const forwarded = await door(new Phone(), first.path, '4321')
same(forwarded.status, 403, 'forwarded after it was used')
same(plain(forwarded), plain(unknown), 'which tells no more than an unknown one')

const secure = new Phone({ 'x-forwarded-proto': 'https' })
const overTls = await link(mine.order)
const tls = await door(secure, overTls.path, '1234')
check(tls.cookies.some(c => /^__Host-car=.*; Path=\/;.*HttpOnly; SameSite=Lax; Secure$/.test(c)), '__Host- under TLS')

const guessed = await link(mine.order)
for (let i = 0; i < 5; i++) same((await door(new Phone(), guessed.path, `111${i}`)).status, 403, `guess ${i}`)
same(await stateOf(guessed.id), 'locked', 'five wrong tries lock it')
same((await door(new Phone(), guessed.path, '4321')).status, 403, 'the right digits come too late')

// --- the quote --------------------------------------------------------------------------------------------

await phone.get('/my', 'my-quote')
check(seen.get('my-quote').html.includes('/my/approve'), 'the page says that a quote waits')
const quote = await phone.get('/my/approve', 'approve')
check(quote.html.includes('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;'), 'hostile text shows as text')
check(quote.html.includes('¥175.00'), 'the total of all')
const untouched = formOf(quote.html, '/my/approve')
const yes = untouched.filter(([name]) => name === 'yes').map(([, value]) => value)
same(yes.length, 3, 'three lines to decide on')
const two = [yes[0], yes[2]]
const again = await phone.post('/my/approve', fill(untouched, { yes: two, do: 'recompute' }), 'approve-recomputed')
same(again.status, 200, 'the total is worked out without script')
check(again.html.includes('¥75.00') && !again.html.includes('¥175.00'), 'and is that of what is ticked')
const stale = await phone.post('/my/approve', fill(untouched, { yes: two, signer: '钱太太', do: 'sign' }))
same(stale.status, 422, 'signing for another total than was shown')
const nameless = await phone.post('/my/approve', fill(formOf(again.html, '/my/approve'), { do: 'sign', signer: '' }), 'approve-nameless')
same(nameless.status, 422, 'signing without a name')
same((await phone.post('/my/approve', fill(formOf(again.html, '/my/approve'), { yes: [], do: 'sign', signer: '钱' }))).status, 422,
  'none ticked, and the total still of two')
const none = await phone.post('/my/approve', fill(formOf(again.html, '/my/approve'), { yes: [], total: 0, do: 'sign', signer: '钱' }))
same(none.status, 409, 'agreeing to nothing')

const lines = (await adviser.get(`repair_order/${mine.order}`)).lines
await adviser.post(`repair_order/${mine.order}/repair_order_change_line`,
  { line_id: lines[0].id, quantity: 500, price: 140000000 })
const moved = await phone.post('/my/approve', fill(formOf(again.html, '/my/approve'), { do: 'sign', signer: '钱太太' }), 'approve-moved')
same(moved.status, 409, 'the store changed the quote meanwhile')
check(moved.html.includes('¥85.00'), 'the page shows the new total')
same((await adviser.get(`repair_order/${mine.order}`)).business, 'estimated', 'nothing was signed')

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const signing = formOf(moved.html, '/my/approve')
same((await phone.post('/my/approve', fill(signing, { do: 'sign', signer: '钱', drawn: 'data:image/png;base64,bm8=' }))).status, 422,
  'a signature that is no picture')
const signed = fill(signing, { do: 'sign', signer: '钱太太<script>', drawn: `data:image/png;base64,${dot}` })
const twice = await Promise.all([phone.post('/my/approve', signed), phone.post('/my/approve', signed)])
check(twice.every(p => p.status === 303), `signed, though the button was pressed twice: ${twice.map(p => p.status)}`)
same((await phone.post('/my/approve', signed)).status, 303, 'and reloaded')
same((await adviser.get(`customer_receipt?repair_order_id=${mine.order}`)).rows.length, 1, 'it was signed once')
const receipt = await phone.get('/my/receipt', 'receipt')
for (const part of ['钱太太&lt;script&gt;', '¥85.00', '不做', '更换机油', '¥70.00'])
  check(receipt.html.includes(part), `the receipt says ${part}`)
const code = receipt.html.match(/class="code">([^<]*)/)[1]
check(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/.test(code), 'a short code')
const drawn = receipt.html.match(/\/my\/signature\/\d+/)[0]
same((await phone.ask('GET', drawn)).headers.get('content-type'), 'image/png', 'the drawn signature')
const order = await adviser.get(`repair_order/${mine.order}`)
same(order.business, 'in_work', 'the workshop may begin')
same(order.total, 8500, 'with what was agreed to')
const events = (await adviser.get(`repair_order/${mine.order}/timeline`)).events
check(events.some(e => e.command === 'repair_order_approve' && e.actor_kind === 'customer'), 'the actor is the customer')
const home = await phone.get('/my', 'my-work')
check(home.html.includes(code) && home.html.includes('建议下次做'), 'receipt and proposals for next time')

// --- found during the job; photographs --------------------------------------------------------------------

const diagnosis = await Staff.login('diagnosis_technician@NS01')
await diagnosis.post(`repair_order/${mine.order}/repair_order_diagnose`,
  { findings: `制动片剩 2 毫米 ${hostile}`, lines: [labour('更换前制动片', 1, 14000)] })
const file = await adviser.upload('车.png', 'image/png', Buffer.from(dot, 'base64'))
await adviser.post('order_photo', { repair_order_id: mine.order, file_id: file.id, caption: `左前轮 ${hostile}` })
const photos = await phone.get('/my', 'my-photo')
const photo = photos.html.match(/\/my\/photo\/\d+/)?.[0]
same((await phone.ask('GET', photo)).headers.get('content-type'), 'image/png', 'the photograph')
const own = await adviser.post('order_photo', { repair_order_id: mine.order, file_id: file.id, caption: '内部', internal: true })
check(!(await phone.get('/my', 'my-photo')).html.includes('内部'), 'what is for the store alone is not shown')
same((await phone.ask('GET', `/my/photo/${own.id}`)).status, 404, 'nor given')
const bulk = await adviser.post('repair_order/bulk/repair_order_link', { ids: [mine.order], input: {} })
check(bulk.results[0].told.url.startsWith(`${process.env.PAGES_URL}/c/`), 'the link of a bulk command leads here, too')
const more = await phone.get('/my/approve', 'approve-more')
check(more.html.includes('之前已同意 ¥85.00') && more.html.includes('¥225.00'), 'more work, and the new total')
await phone.go('/my/approve', fill(formOf(more.html, '/my/approve'), { do: 'sign', signer: '钱太太' }), 'receipt-more')
same((await adviser.get(`repair_order/${mine.order}`)).total, 22500, 'approved the same way')
check(text((await phone.get('/my/approve')).html).includes('没有需要您确认的项目'), 'nothing waits any more')

await options({ adviser, technician: await Staff.login('diagnosis_technician@NS01'), arrange, link, door })

// --- another customer sees none of it -----------------------------------------------------------------------

const other = await arrange('粤B8R8R8', '13800005678', [labour('检查', 1, 10000)])
const stranger = new Phone()
await door(stranger, (await link(other.order)).path, '5678')
for (const path of [photo, drawn, drawn.replace('signature', 'receipt')])
  same((await stranger.get(path)).status, 404, `a stranger at ${path}`)
const theirs = formOf((await stranger.get('/my')).html, '/my/leave')
same((await stranger.post('/my/approve', fill(theirs, { order: mine.order, do: 'sign', signer: '贼', total: 0, seen: '' }))).status, 404,
  'a stranger signs nothing')
same((await stranger.post('/my/pay', fill(theirs, { order: mine.order, do: 'wechat' }))).status, 404, 'nor pays it')
same((await stranger.post('/my/leave', fill(theirs, { csrf: 'x' }))).status, 403, 'a forged form')
await stranger.post('/my/leave', theirs)
same((await stranger.get('/my')).status, 403, 'signed out')

// --- paying ---------------------------------------------------------------------------------------------------

const supervisor = await Staff.login('workshop_supervisor@NS01')
const technician = await Staff.login('technician@NS01')
await supervisor.post(`repair_order/${mine.order}/repair_order_dispatch`,
  { technician_id: technician.session.user.employee_id })
const job = (await supervisor.get(`assignment?repair_order_id=${mine.order}`)).rows[0].id
for (const busy of (await technician.get(`assignment?state=working&technician_id=${technician.session.user.employee_id}`)).rows)
  await technician.post(`assignment/${busy.id}/assignment_pause`, { reason: 'break' })
await technician.post(`assignment/${job}/assignment_start`)
await phone.get('/my', 'my-working')
await technician.post(`assignment/${job}/assignment_finish`, { self_checked: true })
await (await Staff.login('quality_assurance@NS01')).post(`repair_order/${mine.order}/repair_order_inspect`, { passed: true })
check(text((await phone.get('/my/pay')).html).includes('还没有结算'), 'nothing is due yet')
const bill = (await clerk.post(`repair_order/${mine.order}/repair_order_settle`)).created[0].id
await (await Staff.login('washer@NS01')).post(`repair_order/${mine.order}/repair_order_wash`)
const due = await phone.get('/my/pay', 'pay')
check(due.html.includes('¥225.00'), 'what is due')
const till = await phone.go('/my/pay', fill(formOf(due.html, '/my/pay'), { do: 'wechat' }), 'pay-till')
const refused = await phone.go('/my/pay', fill(formOf(till.html, '/my/pay'), { do: 'refuse' }), 'pay-refused')
check(text(refused.html).includes('没有付成'), 'the channel refuses, and the page says so')
const alipay = await phone.go('/my/pay', fill(formOf(refused.html, '/my/pay'), { do: 'alipay' }))
const lost = await phone.go('/my/pay', fill(formOf(alipay.html, '/my/pay'), { do: 'lost' }))
same((await clerk.get(`settlement/${bill}`)).paid, 0, 'no answer came: nothing is claimed')
const asking = fill(formOf(lost.html, '/my/pay'), { do: 'ask' })
await Promise.all([phone.post('/my/pay', asking), phone.post('/my/pay', asking),
  phone.post('/my/pay', fill(formOf(alipay.html, '/my/pay'), { do: 'pay' }))])
await phone.get('/my/pay', 'pay-done')
check(text(seen.get('pay-done').html).includes('已付清'), 'asked for, it is paid')
const payments = (await clerk.get(`payment?settlement_id=${bill}`)).rows
same(payments.length, 1, 'and was received once')
same(payments[0]?.amount, 22500, 'in full')
same((await phone.post('/my/pay', fill(formOf(due.html, '/my/pay'), { do: 'wechat' }))).status, 303, 'the first button, pressed again')
same((await phone.post('/my/pay', fill(formOf(due.html, '/my/pay'), { do: 'wechat', key: 'another' }), 'pay-late')).status, 409,
  'never paid twice')
same((await clerk.get(`online_payment?settlement_id=${bill}&state=started`)).rows.length, 0, 'nor begun again')

// --- afterwards -------------------------------------------------------------------------------------------------

for (let i = 0; i < 50 && (await adviser.get(`repair_order/${mine.order}`)).money !== 'paid'; i++)
  await new Promise(done => setTimeout(done, 100))
await adviser.post(`repair_order/${mine.order}/repair_order_deliver`,
  { odometer_out: 20003, next_service_km: 30000, next_service_date: day(180) })
await phone.get('/my', 'my-delivered')
const rating = await phone.get('/my/rate', 'rate')
const scores = Object.fromEntries(['promise', 'attitude', 'quality', 'speed', 'price'].map((k, i) => [`score_${k}`, 5 - i % 3]))
same((await phone.post('/my/rate', fill(formOf(rating.html, '/my/rate'), { score_promise: 9 }), 'rate-wrong')).status, 422, 'no such mark')
const rated = fill(formOf(rating.html, '/my/rate'), { ...scores, note: hostile })
await phone.go('/my/rate', rated, 'rate-done')
same((await phone.post('/my/rate', rated)).status, 303, 'rated twice is rated once')
const call = (await adviser.get(`follow_up?repair_order_id=${mine.order}`)).rows[0]
same(call?.state, 'reached', 'the rating is the call afterwards')
same(call?.score_quality, 3, 'with its marks')
const past = await phone.get('/my/history', 'history')
check(past.html.includes('30000') && past.html.includes(day(180)) && past.html.includes('¥225.00'), 'history, and what comes next')

const booking = await phone.get(`/my/book?day=${day(3)}&kind=repair`, 'book')
const slot = booking.html.match(/name="slot" value="(\d+)"/)?.[1]
same((await phone.post('/my/book', fill(formOf(booking.html, '/my/book'), { slot: 1 }), 'book-wrong')).status, 422, 'no such slot')
const booked = fill(formOf(booking.html, '/my/book'), { slot, wish: hostile })
await phone.go('/my/book', booked, 'booked')
same((await phone.post('/my/book', booked)).status, 303, 'booked twice is booked once')
same((await adviser.get(`appointment?vehicle_id=${mine.car.id}`)).rows.length, 1, 'one appointment')

// --- no such page; not that way; too often; withdrawn ---------------------------------------------------------------

same((await phone.get('/my/nothing', 'missing')).status, 404, 'no such page')
check(text(seen.get('missing').html).includes('没有这个地址'), 'says so in Chinese')
same((await phone.ask('POST', '/my', [['a', 'b']])).status, 405, 'not that way')
same((await phone.ask('PUT', '/my/approve', [['a', 'b']])).status, 405, 'nor that')
same((await phone.ask('GET', '/my/receipt/999')).status, 404, 'no such receipt')
await new Phone().get('/my', 'closed')
await kiosk(adviser, hostile, day)
await look(phone)
await adviser.post(`customer_link/${first.id}/customer_link_withdraw`)
same((await phone.get('/my')).status, 403, 'withdrawn: the phone is out')
const busy = new Phone()
const form = fill(formOf((await busy.get(first.path)).html, '/c'), { digits: '1' })
let last
for (let i = 0; i < 40 && last?.status !== 429; i++) last = await busy.post('/c', form)
same(last.status, 429, 'too many tries from one address')
check(last.headers.has('retry-after'), 'and when to come again')

const log = readFileSync(process.env.PAGES_LOG, 'utf8')
check(log.includes('"path":"/c"') && ![first, guessed, overTls].some(l => log.includes(l.code)), 'no code stands in the log')
check(readFileSync(`${process.env.PAGES_DIR}/sms.log`, 'utf8').includes(first.code), 'the message went to the simulator')

const [passed, failed] = counts()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
