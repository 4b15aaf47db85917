// The screens made by hand for the busiest posts, beside the pages drawn from the model.
import type { RouteRecordRaw } from 'vue-router'
import type { Messages } from '@/i18n'

export interface Screen {
  name: string
  path: string
  /** Whose posts see it in their menu. */
  duty: string
  label: keyof Messages
}

export const screens: Screen[] = [
  { name: 'reception', path: '/reception', duty: 'reception', label: 'reception' },
]

export const screenRoutes: RouteRecordRaw[] = [
  { path: '/reception', name: 'reception', component: () => import('./ReceptionPage.vue') },
  { path: '/repair_order/:id(\\d+)', name: 'order', component: () => import('./OrderPage.vue') },
  { path: '/repair_order/:id(\\d+)/walk', name: 'walk', component: () => import('./WalkPage.vue') },
]
