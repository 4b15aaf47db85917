// queues.mjs - what waits in the evening: the orders that are not through, each at what the customer
// agreed to; whose parts are to be issued; who is still to pay.
import { all, report } from './server.mjs'
import { totals } from './lines.mjs'

const outstanding = v => v.lines.filter(line => line.code && line.agreed && line.issued < BigInt(line.quantity))

async function orders(books, day) {
  const rows = await all('service_adviser', 'repair_order?business=received,estimated,in_work,settled')
  const open = books.visits.filter(v => v.id && !v.left)
  books.same(`${day} open orders`, rows.map(row => row.id).sort().join(), open.map(v => v.id).sort().join())
  for (const v of open) {
    const row = rows.find(one => one.id === v.id)
    if (row?.business === 'in_work' || row?.business === 'settled')
      books.same(`${day} total of order ${v.id}`, row.total, totals(v.lines).total)
  }
}

async function parts(books, day) {
  const rows = await report('storekeeper', 'parts_queue'), due = books.visits.filter(v => v.id && !v.done && outstanding(v).length > 0)
  books.same(`${day} orders whose parts are to be issued`, rows.map(row => row.repair_order_id).sort().join(),
    due.map(v => v.id).sort().join())
  for (const v of due)
    books.same(`${day} parts of order ${v.id} to be issued`, rows.find(row => row.repair_order_id === v.id)?.outstanding, outstanding(v).length)
}

async function payers(books, day) {
  const rows = await report('cashier', 'cashier_queue?on_credit=true')
  books.same(`${day} to be paid`, rows.reduce((n, row) => n + BigInt(row.open), 0n), books.owed())
}

export async function queues_evening(books, day) {
  await orders(books, day)
  await parts(books, day)
  await payers(books, day)
}
