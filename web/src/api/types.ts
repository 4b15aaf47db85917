// The shapes of the interface, as docs/api.md tells them.

export interface Label {
  zh: string
  en: string
}

export type FieldKind =
  | 'text' | 'longtext' | 'int' | 'bool' | 'money' | 'price' | 'rate' | 'qty' | 'time' | 'date' | 'duration'
  | 'choice' | 'state' | 'ref' | 'anyref' | 'lines' | 'file' | 'secret'

export interface Field {
  name: string
  label: Label
  kind: FieldKind
  ref: string | null
  choices: string | null
  input?: string
  lines?: string
  required: boolean
  readonly: boolean
  unique: boolean
  personal: boolean
  inside: boolean
  filter: boolean
  sort: boolean
  list: number
  max: number | null
  least: number | null
  most: number | null
  format: 'plain' | 'plate' | 'vin' | 'phone' | 'email' | 'hours' | 'km' | 'multiline' | 'percent' | 'clock' | 'weekday' | 'month'
  help: Label | null
}

export interface View {
  name: string
  label: Label
  query: string
}

export interface LinesOf {
  field: string
  label?: Label
  entity: string
  via: string
}

export interface Related {
  entity: string
  via: string
  label: Label
}

export interface Print {
  name: string
  label: Label
  paper: 'a4' | '80mm' | 'label' | 'file'
  legal: boolean
}

export interface Entity {
  name: string
  module: string
  label: Label
  scope: string
  title: string | null
  kind: 'document' | 'file' | 'line' | 'ledger' | 'balance'
  can: { read: boolean; create: boolean; edit: boolean; retire: boolean }
  create: string | null
  edit: string | null
  states: string[]
  fields: Field[]
  views: View[]
  prints?: Print[]
  lines: LinesOf[]
  related: Related[]
  commands: string[]
}

export interface Command {
  name: string
  label: Label
  entity: string
  input: string | null
  duty: string | null
  verb?: string
  creates: boolean
  suggests: boolean
  bulk: boolean
  confirm: Label | null
  /** The menu that it stands in where a document has many commands. */
  about: Label | null
  moves: { axis: string; from: string[]; to: string[] }[]
  mine: boolean
}

export type Tone = 'waiting' | 'active' | 'done' | 'stopped' | 'bad' | 'neutral'

export interface Choice {
  code: string
  label: Label
  tone: Tone
  end: boolean
  inner: boolean
}

export interface Report {
  name: string
  label: Label
  module: string
  chart: 'none' | 'bar' | 'line' | 'pie'
  inner: boolean
  drill: string | null
  params: Field[]
  columns: Field[]
}

export interface Stage {
  name: string
  label: Label
  entity: string
  axis: string
  state: string
  duty: string | null
  command: string | null
}

export interface Meta {
  product: string
  version: string
  modules: { name: string; label: Label }[]
  duties: { name: string; label: Label }[]
  choices: Record<string, { states: boolean; values: Choice[] }>
  entities: Entity[]
  inputs: { name: string; fields: Field[] }[]
  commands: Command[]
  processes: { name: string; label: Label; stages: Stage[] }[]
  reports: Report[]
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type Values = Record<string, Json>

export interface Action {
  command: string
  open: boolean
  why?: { code: string; text: string }
}

export interface Row {
  id: string
  version: number
  unit_id?: string | null
  titles?: Record<string, string | null>
  actions?: Action[]
  created?: { entity: string; id: string }[]
  /** Said once by a command and kept nowhere. */
  told?: Record<string, string>
  [field: string]: unknown
}

export interface Page {
  rows: Row[]
  next: string | null
  /** Of the first page; a later one does not count again. */
  total?: number
  total_more?: boolean
  /** Of the money of all rows that were counted; null when there are too many. */
  sums?: Record<string, number> | null
}

export interface Unit {
  id: string
  title: string
  kind?: string
}

export interface Session {
  csrf: string
  user: { id: string; name: string; title: string; language: 'zh' | 'en' }
  unit: Unit
  units: Unit[]
  posts: { post: string; label: Label; unit_id: string }[]
  duties: string[]
}

export interface FieldFault {
  field: string
  code: string
  text: string
}

export interface ProblemBody {
  title: string
  status: number
  code: string
  detail: string
  fields?: FieldFault[]
  reference?: string | null
}

export interface Hit {
  entity: string
  id: string
  title: string
  subtitle: string | null
  kind: string
}

export interface Queue {
  stage: string
  label: string
  entity: string
  command: string | null
  count: number
}

export interface WorkItem {
  entity: string
  id: string
  title: string
  stage: string
  label: string
  since: string
  promised_at: string | null
  about: string[]
  command: string | null
}

export interface ChartStage {
  stage: string
  label: string
  entity: string
  axis: string
  state: string
  command: string | null
  duty: string
  duty_label: string
  posts: { post: string; label: string }[]
  count: number
  oldest_s: number
  typical_s: number
}

export interface Chart {
  name: string
  label: string
  unit: string
  stages: ChartStage[]
  bottleneck: number | null
  ways: { from: number; to: number; command: string | null; label: string | null }[]
}

export interface TimelineEvent {
  id: string
  at: string
  actor: string
  actor_kind: string
  command: string
  label: string
  version: number
  changes: { field: string; label: string; entity?: string; from: Json; to: Json }[]
  note: string | null
  /** When it was pressed, where it came from a queue. */
  pressed_at: string | null
}

export interface Job {
  id: string
  kind: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number
  made_at: string
  input: Values
  result: Values | null
}

export interface Change {
  entity: string
  id: string
  command: string
  version: number
  unit_id: string | null
  at: string
}
