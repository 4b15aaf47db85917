// Every journey against a running server (WORKBAY_URL), or those that are named.
import { closeBrowser, openBrowser, summary } from './harness.mjs'
import { visit } from './visit.mjs'

const journeys = { visit }
const wanted = process.argv.slice(2)
await openBrowser()
for (const [name, run] of Object.entries(journeys))
  if (wanted.length === 0 || wanted.includes(name)) await run()
await closeBrowser()
process.exit(summary() ? 0 : 1)
