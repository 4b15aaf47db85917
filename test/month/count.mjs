// count.mjs - the store-room by itself: goods with tax, a delivery that goes back to the supplier, a
// stock count with a difference in either direction.
import { act, get, post } from './server.mjs'
import { half } from './books.mjs'
import { must_refuse } from './refuse.mjs'
import { take_in } from './store.mjs'

const codes = ['OIL-5W30', 'FLT-AIR', 'PLUG-IR', 'WIPER']
const part_of = (store, code) => store.parts.find(part => part.code === code)

// Delivered and sent back: at what it cost, unless the shelf is worth less by then.
async function* wrong_delivery(store, books, dice) {
  const part = part_of(store, dice.one(codes)), quantity = 1000 * (1 + dice.below(4)), n = BigInt(quantity)
  const price = Math.floor(part.price * (0.5 + dice.below(40) / 100)), tax = dice.below(9000)
  const { id, worth: [worth] } = await take_in(store, books, [{ part_id: part.id, quantity, price }], tax)
  yield 20 + dice.below(90)
  const mine = books.part(part.code)
  if (mine.on - mine.reserved < n) return
  const leaves = mine.on === n ? mine.value : mine.value < worth ? half(mine.value * n, mine.on) : worth
  await act('storekeeper', 'stock_receipt', id, 'stock_receipt_reverse', { reason: '送错货' })
  mine.on -= n
  mine.value -= leaves
  books.post('1405', -leaves)
  books.post('640102', leaves - worth)
  books.post('2202', worth)
  books.input_tax(BigInt(-tax))
  await must_refuse(books, 'storekeeper', `stock_receipt/${id}/stock_receipt_reverse`, { reason: '再来' }, 'state')
  books.count('deliveries sent back')
}

// Counted: one part more than booked, one less.
async function* stock_count(store, books, dice) {
  const [more, less] = dice.chance(50) ? ['FLT-OIL', 'BELT'] : ['WIPER', 'OIL-5W30']
  const there = books.part(more), short = books.part(less), n = BigInt(100 * (1 + dice.below(9)))
  if (there.on === 0n || short.on - short.reserved < n) return
  await must_refuse(books, 'storekeeper', 'stock_adjustment', { reason: '盘点',
    lines: [{ part_id: part_of(store, less).id, change: -Number(short.on - short.reserved + 1n) }] }, 'stock_short')
  const gain = half(there.value * n, there.on), loss = books.takeOut(less, n)
  const { id } = await post('storekeeper', 'stock_adjustment', { reason: '月中抽盘', lines: [
    { part_id: part_of(store, more).id, change: Number(n) }, { part_id: part_of(store, less).id, change: -Number(n) }] })
  books.putBack(more, n, gain)
  books.post('1405', gain - loss)
  books.post('1901', loss - gain)
  const row = await get('storekeeper', `stock_adjustment/${id}`)
  books.same(`${row.number} gain and loss`, `${row.gain} ${row.loss}`, `${gain} ${loss}`)
  books.count('stock counts')
  yield 1
}

export const store_room = (store, books, dice) => (dice.chance(50) ? wrong_delivery : stock_count)(store, books, dice)
