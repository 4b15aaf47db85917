// The organisation laid out: the units of one level in a column, each beside what stands below it.
import type { Row } from '@/api/types'

export const NODE = { width: 200, height: 44, gapX: 36, gapY: 10 }

export interface Node {
  row: Row
  x: number
  y: number
  below: Node[]
}

export interface Tree {
  width: number
  height: number
  nodes: Node[]
  lines: string[]
}

export function layOut(rows: Row[], closed: Set<string>): Tree {
  const known = new Set(rows.map((r) => r.id))
  const nodes: Node[] = []
  const lines: string[] = []
  let next = 0
  let deepest = 0

  function place(row: Row, depth: number): Node {
    const node: Node = { row, x: depth * (NODE.width + NODE.gapX), y: 0, below: [] }
    nodes.push(node)
    deepest = Math.max(deepest, depth)
    if (!closed.has(row.id)) for (const child of rows.filter((r) => r.parent_id === row.id)) node.below.push(place(child, depth + 1))
    const first = node.below[0]
    const last = node.below[node.below.length - 1]
    node.y = first && last ? (first.y + last.y) / 2 : next++ * (NODE.height + NODE.gapY)
    const out = node.x + NODE.width
    const middle = node.y + NODE.height / 2
    for (const child of node.below)
      lines.push(`M${out},${middle} H${out + NODE.gapX / 2} V${child.y + NODE.height / 2} H${child.x}`)
    return node
  }

  for (const row of rows.filter((r) => !known.has(String(r.parent_id ?? '')))) place(row, 0)
  return {
    width: (deepest + 1) * (NODE.width + NODE.gapX) - NODE.gapX + 2,
    height: Math.max(1, next) * (NODE.height + NODE.gapY) - NODE.gapY + 2,
    nodes,
    lines,
  }
}
