// Where the palette leads: screens, lists, new documents, reports, processes, and the commands at hand.
import { computed } from 'vue'
import { session } from '@/api/client'
import type { Label } from '@/api/types'
import { language, t, tIn, type Messages } from '@/i18n'
import { initialsOf } from '@/i18n/initials'
import { commandNamed, meta, navigation } from '@/meta/store'
import { screensOf } from '@/screens'
import { here } from './here'

export interface Place {
  key: string
  /** What kind of place, in the language of the person. */
  kind: string
  label: string
  to?: string
  run?: () => void
  /** By what it is found: in both languages and by initials. */
  words: string[]
  initials: string
}

function place(key: string, kind: keyof Messages, label: Label, go: string | (() => void), also: Label[] = []): Place {
  const all = [label, ...also]
  return {
    key, kind: t(kind), label: label[language.value],
    ...(typeof go === 'string' ? { to: go } : { run: go }),
    words: all.flatMap((one) => [one.zh.toLowerCase(), one.en.toLowerCase()]),
    initials: all.map((one) => initialsOf(one.zh)).join(' '),
  }
}

const own = (key: keyof Messages, args: Record<string, Label> = {}): Label => ({
  zh: tIn('zh', key, Object.fromEntries(Object.entries(args).map(([name, label]) => [name, label.zh]))),
  en: tIn('en', key, Object.fromEntries(Object.entries(args).map(([name, label]) => [name, label.en.toLowerCase()]))),
})

const places = computed<Place[]>(() => {
  const all = meta.value
  if (!all) return []
  const lists = navigation.value.flatMap((group) => [...group.main, ...group.more])
  return [
    place('work', 'placeScreen', own('work'), '/'),
    ...screensOf(session.value?.duties ?? [])
      .map((one) => place(`screen-${one.name}`, 'placeScreen', own(one.label), one.path)),
    ...lists.filter((e) => e.can.create && e.create).map((e) => {
      const command = commandNamed(e.create ?? '')
      return place(`new-${e.name}`, 'placeNew', own('newOf', { what: e.label }), `/${e.name}/new`,
        command?.input ? [command.label] : [])
    }),
    ...lists.map((e) => place(`list-${e.name}`, 'placeList', e.label, `/${e.name}`)),
    ...all.reports.filter((one) => !one.inner).map((one) => place(`report-${one.name}`, 'placeReport', one.label, `/reports/${one.name}`)),
    ...all.processes.map((one) => place(`chart-${one.name}`, 'placeChart', one.label, `/charts/${one.name}`)),
    place('reports', 'placeScreen', own('reports'), '/reports'),
    place('charts', 'placeScreen', own('charts'), '/charts'),
    place('organisation', 'placeScreen', own('organisation'), '/organisation'),
  ]
})

/** How well it is meant by what was typed: 0 exactly, 9 not at all. */
function farFrom(one: Place, typed: string): number {
  const tight = typed.replace(/\s+/g, '')
  if (one.words.includes(typed) || one.words.includes(tight)) return 0
  const letters = /^[a-z]{2,}$/.test(tight)
  if (letters && one.initials.split(' ').includes(tight)) return 1
  if (one.words.some((word) => word.startsWith(typed) || word.startsWith(tight))) return 2
  if (letters && one.initials.split(' ').some((word) => word.startsWith(tight))) return 3
  const parts = typed.split(/\s+/)
  if (one.words.some((word) => parts.every((part) => word.split(/[\s(/]+/).some((w) => w.startsWith(part))))) return 4
  return one.words.some((word) => word.includes(tight)) ? 5 : 9
}

/** What is meant exactly stands before the rows that are found, the rest behind them. */
export function placesFor(text: string): { first: Place[]; rest: Place[] } {
  const typed = text.trim().toLowerCase()
  if (typed.length < 2) return { first: [], rest: [] }
  const commands = (here.value.commands?.() ?? [])
    .map((one) => place(`command-${one.name}`, 'placeCommand', one.label, one.run))
  const found = [...commands, ...places.value]
    .map((one) => ({ one, far: farFrom(one, typed) }))
    .filter((it) => it.far < 9)
    .sort((a, b) => a.far - b.far)
  return {
    first: found.filter((it) => it.far < 4).slice(0, 6).map((it) => it.one),
    rest: found.filter((it) => it.far >= 4).slice(0, 6).map((it) => it.one),
  }
}
