// A process laid out as it is drawn on paper: a column for each duty, stages downwards, each below the
// furthest stage that leads to it.
import type { Chart, ChartStage } from '@/api/types'

export const BOX = { width: 122, height: 64, gapX: 14, gapY: 30, head: 58, padding: 10 }

export interface Placed {
  index: number
  stage: ChartStage
  x: number
  y: number
}

export interface Lane {
  duty: string
  label: string
  posts: string[]
  x: number
}

export interface Drawn {
  width: number
  height: number
  lane: number
  lanes: Lane[]
  boxes: Placed[]
}

/** One row more than the furthest stage before it that leads to it, and than what its lane holds there. */
function rowsOf(chart: Chart): number[] {
  const row = chart.stages.map(() => 0)
  const taken = new Set<string>()
  chart.stages.forEach((stage, i) => {
    let at = 0
    for (const way of chart.ways) if (way.to === i && way.from < i) at = Math.max(at, (row[way.from] ?? 0) + 1)
    while (taken.has(`${stage.duty} ${at}`)) at++
    taken.add(`${stage.duty} ${at}`)
    row[i] = at
  })
  return row
}

export function layOut(chart: Chart): Drawn {
  const row = rowsOf(chart)
  const duties = [...new Set(chart.stages.map((s) => s.duty))]
  const lane = BOX.width + BOX.gapX
  const lanes = duties.map((duty, i): Lane => {
    const first = chart.stages.find((s) => s.duty === duty)
    return { duty, label: first?.duty_label ?? duty, posts: first?.posts.map((p) => p.label) ?? [], x: i * lane }
  })
  const boxes = chart.stages.map((stage, index): Placed => ({
    index,
    stage,
    x: duties.indexOf(stage.duty) * lane + BOX.gapX / 2,
    y: BOX.head + BOX.padding + (row[index] ?? 0) * (BOX.height + BOX.gapY),
  }))
  const height = BOX.head + 2 * BOX.padding + (Math.max(0, ...row) + 1) * (BOX.height + BOX.gapY) - BOX.gapY
  return { width: duties.length * lane, height, lane, lanes, boxes }
}

/** The line of a way: downwards in a curve, back up along the side. */
export function pathOf(from: Placed, to: Placed): string {
  const x1 = from.x + BOX.width / 2
  const x2 = to.x + BOX.width / 2
  if (to.y > from.y) {
    const y1 = from.y + BOX.height
    const bend = Math.max(14, (to.y - y1) / 2)
    return `M${x1},${y1} C${x1},${y1 + bend} ${x2},${to.y - bend} ${x2},${to.y}`
  }
  const side = x2 >= x1 ? 1 : -1
  const out = side > 0 ? from.x + BOX.width : from.x
  const into = x1 === x2 ? out : side > 0 ? to.x : to.x + BOX.width
  const y1 = from.y + BOX.height / 2 - 6
  const y2 = to.y + BOX.height / 2 + 6
  const bend = x1 === x2 ? 26 : Math.min(40, Math.abs(into - out) / 2 + 8)
  return `M${out},${y1} C${out + side * bend},${y1} ${into + (x1 === x2 ? side : -side) * bend},${y2} ${into},${y2}`
}

/** A label in at most two lines of the box. */
export function twoLines(label: string): string[] {
  const fits = (s: string): boolean => [...s].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? 12.5 : 6.6), 0) <= BOX.width - 14
  if (fits(label) || !label.includes(' ')) return [label]
  const words = label.split(' ')
  let first = words.shift() ?? ''
  while (words.length > 0 && fits(`${first} ${words[0]}`)) first += ` ${words.shift()}`
  return words.length > 0 ? [first, words.join(' ')] : [first]
}
