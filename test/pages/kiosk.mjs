// kiosk.mjs - the screen in the hall.
import { check, fill, formOf, Phone, same, text } from './browser.mjs'

export async function kiosk(adviser, hostile, day) {
  const screen = new Phone()
  same((await screen.get('/kiosk')).status, 404, 'a kiosk of no store')
  same((await screen.get('/kiosk?store=NOWHERE')).status, 404, 'of a store that is none')
  const byLogin = new Phone({ cookie: '' })
  byLogin.jar.set('workbay', adviser.headers.cookie.split('=')[1])
  same((await byLogin.get('/kiosk')).status, 200, 'a log-in of the staff sets the store')
  byLogin.jar.delete('workbay')
  same((await byLogin.get('/kiosk')).status, 200, 'which the screen remembers')
  const start = await screen.get('/kiosk?store=NS01', 'kiosk')
  const type = (plate, more = {}) => screen.post('/kiosk', fill(formOf(start.html, '/kiosk'), { plate, do: 'find', ...more }))
  const bad = await screen.post('/kiosk', fill(formOf(start.html, '/kiosk'), { plate: hostile.slice(0, 12), do: 'find' }), 'kiosk-wrong')
  same(bad.status, 422, 'no plate')
  check(bad.html.includes('&lt;img src=x') && !bad.html.includes('<img src=x'), 'hostile text shows as text')

  const party = await adviser.post('party', { name: '孙小姐', kind: 'person', phone: '13700002468' })
  const cars = []
  for (const plate of ['粤B1K1K1', '粤B2K2K2', '粤B3K3K3'])
    cars.push(await adviser.post('vehicle', { plate, owner_id: party.id }))
  const load = await adviser.get(`reports/day_load?day=${day(0)}&kind=repair&minutes=30`)
  const free = load.rows.filter(r => r.open && r.slot * 60e3 > (Date.now() + 8 * 3600e3) % 86400e3)
  if (free.length > 1) {                     // late in the evening nobody is booked for today any more
    for (const i of [0, 1])
      await adviser.post('appointment', { vehicle_id: cars[i].id, channel: 'phone', kind: 'repair', day: day(0),
        slot: free[i].slot, minutes: 30 })
    const one = await type('粤b 1k1k1')
    check(text(one.html).includes('签到') && one.html.includes('粤B1K1K1'), 'an appointment of today')
    check(!one.html.includes('孙') && !one.html.includes('2468'), 'and nothing about whose it is')
    const arriving = fill(formOf(one.html, '/kiosk'), { do: 'arrive' })
    const arrived = await screen.post('/kiosk', arriving, 'kiosk-arrived')
    check(text(arrived.html).includes('您是下一位'), 'checked in, and next')
    check(text((await screen.post('/kiosk', arriving)).html).includes('您是下一位'), 'tapped twice')
    const two = await type('粤B2K2K2')
    const queued = await screen.post('/kiosk', fill(formOf(two.html, '/kiosk'), { do: 'arrive' }), 'kiosk-queue')
    check(/前面还有 1 位/.test(text(queued.html)), 'one before him')
    const list = (await adviser.get(`appointment?vehicle_id=${cars[0].id}`)).rows
    same(list[0].state, 'arrived', 'the store knows it')
    const events = (await adviser.get(`appointment/${list[0].id}/timeline`)).events
    same(events[0].actor_kind, 'customer', 'and that he did it himself')
  }

  const known = await type('粤B3K3K3', { day: day(2) })
  const unknown = await type('粤B9X9X9', { day: day(2) })
  const plain = p => text(p.html.replace(/value="[^"]*"/g, '')).replace(/粤B\w+/g, '')
  same(plain(known), plain(unknown), 'nobody learns whether a car is known')
  const slot = known.html.match(/name="slot" value="(\d+)"/)?.[1]
  const wrong = await screen.post('/kiosk', fill(formOf(known.html, '/kiosk', 1), { slot, digits: '0000', do: 'book' }), 'kiosk-book')
  same(wrong.status, 404, 'not his digits')
  const strange = await screen.post('/kiosk', fill(formOf(unknown.html, '/kiosk', 1), { slot, digits: '2468', do: 'book' }))
  same(strange.status, 404, 'not a car of ours')
  const booking = fill(formOf(known.html, '/kiosk', 1), { slot, digits: '2468', do: 'book' })
  const booked = await screen.post('/kiosk', booking, 'kiosk-booked')
  check(text(booked.html).includes('约好了'), `booked: ${text(booked.html).slice(0, 200)}`)
  same((await screen.post('/kiosk', booking)).status, 200, 'tapped twice')
  same((await adviser.get(`appointment?vehicle_id=${cars[2].id}`)).rows.length, 1, 'booked once')
}
