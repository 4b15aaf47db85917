// plan_check.mjs FILE ANSWER: is what `workbay plan FILE` printed a right schedule of the public
// flexible job-shop file? Written from the format alone. Prints the makespan, or what is wrong.
import { readFileSync } from 'node:fs'

const [file, answer] = process.argv.slice(2)
const rows = readFileSync(file, 'utf8').split('\n').filter((l) => l.trim() !== '')
  .map((l) => l.trim().split(/\s+/).map(Number))
const [jobs, machines] = rows[0]
const said = JSON.parse(readFileSync(answer, 'utf8'))
const fail = (why) => { console.log(`wrong: ${why}`); process.exit(1) }

const ways = rows.slice(1, jobs + 1).map((row) => {
  let at = 1
  return Array.from({ length: row[0] }, () => {
    const n = row[at++]
    return new Map(Array.from({ length: n }, () => [row[at++] - 1, row[at++]]))
  })
})
const seen = ways.map((ops) => ops.map(() => null))
const busy = Array.from({ length: machines }, () => [])
for (const o of said.operations) {
  const times = ways[o.job]?.[o.operation]
  if (!times) fail(`there is no operation ${o.operation} of job ${o.job}`)
  if (seen[o.job][o.operation]) fail(`operation ${o.operation} of job ${o.job} is there twice`)
  if (times.get(o.machine) !== o.end - o.start || o.start < 0)
    fail(`operation ${o.operation} of job ${o.job}: machine, time or start`)
  seen[o.job][o.operation] = o
  busy[o.machine].push(o)
}
seen.forEach((ops, j) => ops.forEach((o, i) => {
  if (!o) fail(`operation ${i} of job ${j} is missing`)
  if (i > 0 && o.start < ops[i - 1].end) fail(`operation ${i} of job ${j} starts too soon`)
}))
busy.forEach((row, m) => {
  row.sort((a, b) => a.start - b.start || a.end - b.end)
  row.forEach((o, i) => { if (i > 0 && o.start < row[i - 1].end) fail(`two at once on machine ${m}`) })
})
const makespan = Math.max(...said.operations.map((o) => o.end))
if (makespan !== said.makespan) fail(`the makespan is ${makespan}, not ${said.makespan}`)
if (said.lower_bound > makespan) fail(`a lower bound of ${said.lower_bound} above ${makespan}`)
console.log(makespan)
