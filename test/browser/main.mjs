// Every journey against a running server (WORKBAY_URL), or those that are named.
import { bench } from './bench.mjs'
import { boards } from './boards.mjs'
import { care } from './care.mjs'
import { calls } from './calls.mjs'
import { cashier } from './cashier.mjs'
import { check } from './check.mjs'
import { counter } from './counter.mjs'
import { estimate } from './estimate.mjs'
import { forms } from './forms.mjs'
import { gallery } from './gallery.mjs'
import { frame } from './frame.mjs'
import { hands } from './hands.mjs'
import { closeBrowser, openBrowser, summary } from './harness.mjs'
import { lists } from './lists.mjs'
import { pages } from './pages.mjs'
import { phone } from './phone.mjs'
import { pictures } from './pictures.mjs'
import { reception } from './reception.mjs'
import { timeBoard } from './time.mjs'
import { visit } from './visit.mjs'
import { walk } from './walk.mjs'

const journeys = {
  visit,
  lists,
  pages,
  hands,
  reception,
  estimate,
  walk,
  check,
  frame,
  forms,
  time: timeBoard,
  boards,
  phone,
  bench,
  cashier,
  counter,
  care,
  calls,
}
const wanted = process.argv.slice(2)
await openBrowser(wanted.length === 0 || wanted.includes('boards'))
for (const [name, run] of Object.entries(journeys))
  if (wanted.length === 0 || wanted.includes(name)) await run()
if (wanted.includes('pictures')) await pictures()
if (wanted.includes('gallery')) await gallery()
await closeBrowser()
process.exit(summary() ? 0 : 1)
