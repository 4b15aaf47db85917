// The first day: a few steps over the person's own menu and first tasks, by his duties.
import { session } from '@/api/client'
import type { Messages } from '@/i18n'
import { meta } from '@/meta/store'
import { screens } from '@/screens'

export interface Step {
  text: keyof Messages
  /** What is pointed at. */
  at: string
  /** Where one can go and look. */
  to?: string
}

const DUTY_STEPS = 3

/** The duties with something to tell of, the busiest first. */
const told: Record<string, keyof Messages> = {
  store_day: 'tourDay',
  reception: 'tourReception',
  booking: 'tourBooking',
  dispatch: 'tourDispatch',
  work: 'tourWork',
  diagnosis: 'tourDiagnosis',
  inspection: 'tourInspection',
  washing: 'tourWashing',
  cashier: 'tourCashier',
  settling: 'tourSettling',
  stock_keep: 'tourStock',
  booking_prepare: 'tourPrepare',
  parts_catalogue: 'tourParts',
  follow_up: 'tourFollowUp',
  bookkeeping: 'tourBooks',
  ledger_review: 'tourReview',
  people: 'tourPeople',
  organisation: 'tourOrganisation',
  capacity: 'tourCapacity',
  order_void: 'tourVoid',
  cash_reverse: 'tourReverse',
  labour_catalogue: 'tourLabour',
  customer_file: 'tourCustomers',
  vehicle_file: 'tourVehicles',
}

/** Where the work of a duty is done: its screen, the documents that wait for it, or what it makes. */
function placeOf(duty: string): { name: string; to: string } | null {
  const screen = screens.find((one) => [one.duty].flat().includes(duty))
  if (screen) return { name: screen.name, to: screen.path }
  const stage = meta.value?.processes.flatMap((p) => p.stages).find((s) => s.duty === duty)
  const entity = stage?.entity ?? meta.value?.commands.find((c) => c.duty === duty && c.mine)?.entity
  return entity ? { name: entity, to: `/${entity}` } : null
}

export function stepsOfTour(): Step[] {
  const duties = new Set(session.value?.duties ?? [])
  const mine = Object.entries(told).filter(([duty]) => duties.has(duty)).slice(0, DUTY_STEPS)
    .flatMap(([duty, text]): Step[] => {
      const place = placeOf(duty)
      return place ? [{ text, at: `[data-test="nav-${place.name}"]`, to: place.to }] : []
    })
  return [
    { text: 'tourWork1', at: '[data-test=nav-work]', to: '/' },
    ...mine,
    { text: 'tourSearch', at: '[data-test=search]' },
    { text: 'tourHelp', at: '[data-test=help]' },
  ]
}

const PLACE = 'workbay.tour'

export function tourTaken(): boolean {
  const kept = localStorage.getItem(PLACE) ?? ''
  return kept === 'off' || kept.split(',').includes(session.value?.user.id ?? '')
}

export function takeTour(): void {
  if (tourTaken()) return
  const kept = (localStorage.getItem(PLACE) ?? '').split(',').filter((one) => one !== '')
  localStorage.setItem(PLACE, [...kept.slice(-20), session.value?.user.id ?? ''].join(','))
}
