// The lines of an order as the customer sees them: packages together, the options of a need together.
import type { Row } from '@/api/types'

export interface Tier {
  tier: string
  recommended: boolean
  lines: Row[]
}

export interface Block {
  key: string
  kind: 'line' | 'package' | 'options'
  title: string
  lines: Row[]
  tiers: Tier[]
}

const TIERS = ['good', 'better', 'best']

function tiersOf(lines: Row[]): Tier[] {
  return TIERS.map((tier) => lines.filter((line) => line.tier === tier)).filter((all) => all.length > 0)
    .map((all) => ({ tier: String(all[0]?.tier), recommended: Boolean(all[0]?.recommended), lines: all }))
}

/** In the order of their first lines. A package that was taken apart is no package any more. */
export function blocksOf(order: Row, lines: Row[]): Block[] {
  const titles = new Map([...((order.groups ?? []) as Row[]), ...((order.options ?? []) as Row[])].map((one) => [one.id, one]))
  const blocks = new Map<string, Block>()
  for (const line of lines) {
    const group = titles.get(String(line.group_id))
    const kind = line.option_id ? 'options' : group && !group.broken ? 'package' : 'line'
    const key = kind === 'line' ? line.id : String(kind === 'options' ? line.option_id : line.group_id)
    const block = blocks.get(key) ?? { key, kind, title: String(titles.get(key)?.title ?? ''), lines: [], tiers: [] }
    block.lines.push(line)
    blocks.set(key, block)
  }
  for (const block of blocks.values()) if (block.kind === 'options') block.tiers = tiersOf(block.lines)
  return [...blocks.values()]
}
