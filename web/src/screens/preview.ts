// What a line will come to, shown while it is typed. What counts is what the server makes of it.
import { scaled } from '@/format/number'

/** Fen, from millionths of a yuan, thousandths of a unit and millionths off. */
export function amountOf(price: unknown, quantity: unknown, discount: unknown): number {
  const full = Math.round((Number(price ?? 0) * Number(quantity ?? 0)) / 1e7)
  return full - Math.round((full * Number(discount ?? 0)) / 1e6)
}

export const yuan = (fen: number): string => `¥${scaled(fen, 2, 2)}`

export interface GridLine {
  kind: string | null
  title: string | null
  part_id: string | null
  labour_item_id: string | null
  package_id?: string | null
  proposal_id?: string | null
  reason?: string | null
  quantity: number | string | null
  price: number | string | null
  discount: number | string | null
}

/** What the catalogue says where the line says nothing. */
export interface Known {
  title: string
  code: string
  quantity: number | null
  price: number | null
  unit: string
}
