// plan.mjs - how near `workbay plan` comes to the best known values of the public flexible job-shop
// instances: each solved once, alone on one core, every answer checked by test/plan_check.mjs.
//   node bench/plan.mjs [--all] [--seconds N] [--seed N] [--only NAME] [--dir DIR] [--jobs N]
// Without --all a fixed choice of thirty. DIR (or $WORKBAY_SHARED/data/scheduling/fjsp) holds the
// instances and _best_known.csv; without it nothing is measured.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const option = (name, absent) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? absent : process.argv[at + 1]
}
const all = process.argv.includes('--all')
const seconds = Number(option('seconds', 10))
const seed = option('seed', '1')
const shared = process.env.WORKBAY_SHARED ?? join(root, '..', 'shared')
const dir = option('dir', join(shared, 'data/scheduling/fjsp'))
const program = process.env.WORKBAY ?? join(root, 'build/gcc-release/workbay')
const thirty = `behnke10 behnke26 behnke29 behnke41 behnke7 mk01 mk02 mk03 mk04 mk06 mk07 mk11 mt10xx
  mt10xyz setb4x setb4xxx seti5x seti5xyz fattahi12 fattahi19 kacem4 car4_edata la19_edata la22_edata
  la18_rdata la22_rdata la24_rdata ft10_sdata la22_sdata la24_vdata`.split(/\s+/)

if (!existsSync(join(dir, '_best_known.csv'))) {
  console.log('plan: skipped, there are no instances (--dir)')
  process.exit(0)
}
const rows = readFileSync(join(dir, '_best_known.csv'), 'utf8').trim().split('\n').slice(1)
  .map((line) => line.match(/("[^"]*"|[^,]+)/g).map((w) => w.replaceAll('"', '')))
  .map(([file, size, family, low, best, status]) =>
    ({ file, name: file.replace(/\.\w+$/, ''), size, family, low: +low, best: +best, status }))
  .filter((r) => option('only') ? r.name.startsWith(option('only')) : all || thirty.includes(r.name))
const tmp = mkdtempSync(join(process.env.TMPDIR ?? tmpdir(), 'workbay-plan-'))

const run = (command, args, out) => new Promise((done) => {
  const to = openSync(out, 'w')
  spawn(command, args, { stdio: ['ignore', to, 'inherit'] }).on('close', (code) => {
    closeSync(to)
    done(code)
  })
})

async function solve(row) {
  const answer = join(tmp, `${row.name}.json`)
  const begun = performance.now()
  const code = await run(program, ['plan', join(dir, row.file), '--seconds', String(seconds), '--seed', seed], answer)
  row.took = (performance.now() - begun) / 1000
  const checked = join(tmp, `${row.name}.check`)
  const right = code === 0 &&
    await run('node', [join(root, 'test/plan_check.mjs'), join(dir, row.file), answer], checked) === 0
  if (!right) throw new Error(`${row.file}: ${existsSync(checked) ? readFileSync(checked, 'utf8') : `ended with ${code}`}`)
  row.got = Number(readFileSync(checked, 'utf8'))
  row.bound = JSON.parse(readFileSync(answer, 'utf8')).lower_bound
  row.gap = 100 * (row.got / row.best - 1)
}

const mean = (list) => list.reduce((sum, r) => sum + r.gap, 0) / list.length
const text = (v, n) => String(v).padStart(n)
console.log(`load average ${loadavg().map((l) => l.toFixed(1)).join(' ')}, ${rows.length} instances, ${seconds} s each`)
const waiting = [...rows]
await Promise.all(Array.from({ length: Number(option('jobs', 1)) }, async () => {
  for (let row = waiting.shift(); row; row = waiting.shift()) {
    await solve(row)
    console.log(`${row.name.padEnd(14)}${text(row.size, 8)}  best ${text(row.best, 5)} ${row.status.padEnd(7)}` +
      `got ${text(row.got, 5)}  bound ${text(row.bound, 5)}  gap ${text(row.gap.toFixed(2), 5)} %  ${row.took.toFixed(1)} s`)
  }
}))
const kind = (r) => r.family.split(/[ ,]/)[0] + (/_([a-z]+)$/.exec(r.name)?.[0] ?? '')
for (const family of [...new Set(rows.map(kind))].sort()) {
  const list = rows.filter((r) => kind(r) === family)
  console.log(`${family.padEnd(16)} mean gap ${mean(list).toFixed(2)} % of ${list.length}, ${list.filter((r) => r.gap <= 0).length} at the best known`)
}
console.log(`plan: mean gap ${mean(rows).toFixed(2)} % over ${rows.length} instances, worst ` +
  `${Math.max(...rows.map((r) => r.gap)).toFixed(2)} %, ${rows.filter((r) => r.gap <= 0).length} at the best known`)
console.log(`load average ${loadavg().map((l) => l.toFixed(1)).join(' ')}`)
rmSync(tmp, { recursive: true })
