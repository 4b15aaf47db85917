// What the page at hand tells the frame: its commands for the palette, its keys for the key sheet.
import { onBeforeUnmount, shallowRef } from 'vue'
import type { Label } from '@/api/types'
import type { Messages } from '@/i18n'

export interface HereCommand {
  name: string
  label: Label
  run: () => void
}

/** A key as it stands on the keyboard, and what it does. */
export type KeyLine = [key: string, does: keyof Messages]

export interface Here {
  commands?: () => HereCommand[]
  keys?: KeyLine[]
}

export const here = shallowRef<Here>({})

export function tellFrame(mine: Here): void {
  here.value = mine
  onBeforeUnmount(() => {
    if (here.value === mine) here.value = {}
  })
}
