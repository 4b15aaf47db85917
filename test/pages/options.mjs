// options.mjs - a package and three options on the customer's page: chosen without script, told in the receipt.
import { check, fill, formOf, Phone, same, text } from './browser.mjs'

export async function options({ adviser, technician, arrange, link, door }) {
  const theirs = await arrange('粤B5P5P5', '13800005555', [])
  const post = (command, body) => adviser.post(`repair_order/${theirs.order}/${command}`, body)
  const order = () => adviser.get(`repair_order/${theirs.order}`)
  const [pack] = (await adviser.get('service_package?q=BYTC')).rows
  await post('repair_order_add_package', { package_id: pack.id })
  const one = (tier, title, fen) => ({ tier, kind: 'other', title, quantity: 1000, price: fen * 10000 })
  await post('repair_order_add_options', { title: '前制动片',
    lines: [one('good', '同质片', 20000), one('better', '原厂片', 35000), one('best', '陶瓷片', 50000)] })
  await technician.post(`repair_order/${theirs.order}/repair_order_diagnose`, { findings: '见下',
    found: [{ title: '前制动片剩 2 毫米', level: 'red', note: '建议立即更换' }, { title: '轮胎', level: 'green' }] })
  await post('repair_order_estimate')
  same((await order()).total, 39900 + 35000, 'of the options the recommended one counts, and once')

  const phone = new Phone()
  await door(phone, (await link(theirs.order)).path, '5555')
  const quote = await phone.get('/my/approve', 'options')
  check(quote.html.includes('¥749.00') && quote.html.includes('前制动片（选一个）'), 'options to choose from, and their total')
  check(quote.html.includes('level red') && text(quote.html).includes('红：立即处理'), 'a finding in colour and in words')
  const form = formOf(quote.html, '/my/approve')
  const [field] = form.find(([name]) => name.startsWith('option_'))
  same(form.find(([name]) => name === field)[1], 'better', 'the recommended one is chosen to begin with')
  const best = await phone.post('/my/approve', fill(form, { [field]: 'best', do: 'recompute' }))
  check(best.html.includes('¥899.00'), 'another option, another total, without script')
  const yes = form.filter(([name]) => name === 'yes').map(([, value]) => value)
  const apart = await phone.post('/my/approve', fill(formOf(best.html, '/my/approve'), { yes: yes.slice(0, 2), do: 'recompute' }))
  check(apart.html.includes('¥912.00'), 'a package without its filter counts at single prices')
  const none = await phone.post('/my/approve', fill(form, { [field]: 'none', do: 'recompute' }))
  check(none.html.includes('<strong id="total" data-base="0">¥399.00'), 'none of the options')
  same((await phone.post('/my/approve', fill(form, { [field]: 'best', do: 'sign', signer: '钱' }))).status, 422,
    'signing for the total of another option')
  await phone.go('/my/approve', fill(formOf(best.html, '/my/approve'), { do: 'sign', signer: '钱' }), 'receipt-options')
  const done = await order()
  same(done.total, 89900, 'what was chosen is what was approved')
  same(done.lines.filter((l) => l.option_id).map((l) => l.approval).join(), 'unchosen,unchosen,approved', 'the others are neither money nor refused')
  const receipt = text((await phone.get('/my/receipt')).html)
  check(receipt.includes('同意（最好）') && receipt.includes('未选（好）'), 'the receipt names the choice')
  same((await adviser.get(`proposal?vehicle_id=${theirs.car.id}`)).rows.length, 0, 'an option that was not chosen is no proposal')
}
