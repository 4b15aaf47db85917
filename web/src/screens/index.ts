// The screens made by hand for the busiest posts, beside the pages drawn from the model.
import type { RouteRecordRaw } from 'vue-router'
import type { Messages } from '@/i18n'

export interface Screen {
  name: string
  path: string
  /** Whose posts see it in their menu: who holds one of these. */
  duty: string | string[]
  label: keyof Messages
}

export const screens: Screen[] = [
  { name: 'reception', path: '/reception', duty: 'reception', label: 'reception' },
  { name: 'today', path: '/today', duty: 'store_day', label: 'storeToday' },
  { name: 'bench', path: '/bench', duty: 'work', label: 'bench' },
  { name: 'board', path: '/board', duty: ['dispatch', 'reception', 'store_day'], label: 'board' },
  { name: 'time-board', path: '/time-board', duty: ['dispatch', 'reception', 'store_day'], label: 'timeBoard' },
  { name: 'bookings', path: '/appointments-today', duty: ['booking', 'booking_prepare'], label: 'bookings' },
  { name: 'cashier', path: '/cashier', duty: 'cashier', label: 'cashier' },
  { name: 'parts-counter', path: '/parts-counter', duty: 'stock_keep', label: 'partsCounter' },
]

/** The screens of who holds these duties. */
export const screensOf = (duties: string[]): Screen[] =>
  screens.filter((one) => [one.duty].flat().some((duty) => duties.includes(duty)))

export const screenRoutes: RouteRecordRaw[] = [
  { path: '/reception', name: 'reception', component: () => import('./ReceptionPage.vue') },
  { path: '/today', name: 'today', component: () => import('./TodayPage.vue') },
  { path: '/bench', name: 'bench', component: () => import('./BenchPage.vue') },
  { path: '/board', name: 'board', component: () => import('./BoardPage.vue') },
  { path: '/time-board', name: 'time-board', component: () => import('./TimeBoardPage.vue') },
  { path: '/appointments-today', name: 'bookings', component: () => import('./BookingsPage.vue') },
  { path: '/cashier', name: 'cashier', component: () => import('./CashierPage.vue') },
  { path: '/parts-counter', name: 'parts-counter', component: () => import('./PartsCounterPage.vue') },
  { path: '/repair_order/:id(\\d+)', name: 'order', component: () => import('./OrderPage.vue') },
  { path: '/repair_order/:id(\\d+)/walk', name: 'walk', component: () => import('./WalkPage.vue') },
  { path: '/check_sheet/:id(\\d+)', name: 'check-sheet', component: () => import('./CheckSheetPage.vue') },
]
