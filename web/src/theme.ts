// Light or dark, roomy or compact: chosen per browser, else as the system has it.
import { computed, ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
export type Density = 'roomy' | 'compact'

const KEY = 'workbay.theme'
const DENSITY = 'workbay.density'
const night = window.matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(night.matches)
night.addEventListener('change', (event) => (systemDark.value = event.matches))

const kept = localStorage.getItem(KEY)

export const theme = ref<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')
export const density = ref<Density>(localStorage.getItem(DENSITY) === 'compact' ? 'compact' : 'roomy')
/** A wall that is always dark, while it hangs there. */
export const wall = ref(false)
export const dark = computed(() => wall.value || theme.value === 'dark' || (theme.value === 'system' && systemDark.value))

watchEffect(() => {
  localStorage.setItem(KEY, theme.value)
  localStorage.setItem(DENSITY, density.value)
  const root = document.documentElement
  root.dataset.theme = dark.value ? 'dark' : 'light'
  root.dataset.density = density.value
  root.toggleAttribute('data-wall', wall.value)
})
