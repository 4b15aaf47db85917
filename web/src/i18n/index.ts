import { ref, watchEffect } from 'vue'
import type { Label } from '@/api/types'
import { en } from './en'
import { zh } from './zh'

/** Every word of zh.ts, each of which every other language must have. */
export type Messages = { [key in keyof typeof zh]: string }
export type Language = 'zh' | 'en'

/** What each language is called by those who speak it. */
export const called: Record<Language, string> = { zh: '中文', en: 'English' }

const kept = localStorage.getItem('workbay.language')
const preferred: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'

export const language = ref<Language>(kept === 'zh' || kept === 'en' ? kept : preferred)

const all: Record<Language, Messages> = { zh, en }

watchEffect(() => {
  localStorage.setItem('workbay.language', language.value)
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})

type Args = Record<string, string | number>

/** A word of the application in one of the languages, with {name} replaced from `args`, and
 *  {name:row|rows} by what goes with one and with more. */
export function tIn(tongue: Language, key: keyof Messages, args: Args = {}): string {
  return all[tongue][key].replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, more?: string) =>
    more === undefined ? String(args[name] ?? '') : Number(args[name]) === 1 ? one ?? '' : more)
}

/** The same in the language at hand. */
export const t = (key: keyof Messages, args: Args = {}): string => tIn(language.value, key, args)

/** A label of the server in the chosen language. */
export function say(label: Label | null | undefined): string {
  return label ? label[language.value] || label.zh || label.en : ''
}
