// Slips that are printed by themselves once money was taken: on which printer, and whether.
import { ref, watch } from 'vue'
import { ask } from '@/api/client'
import { language } from '@/i18n'

const KEPT = 'workbay.receipts'

interface Choice { on: boolean; printer: string }

function read(): Choice {
  try {
    return { on: true, printer: 'cashier', ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Choice>) }
  } catch {
    return { on: true, printer: 'cashier' }
  }
}

export const receipts = ref<Choice>(read())
watch(receipts, (value) => localStorage.setItem(KEPT, JSON.stringify(value)), { deep: true })

/** Hands the paper to the printer's adapter, which goes on until it has taken it. */
export async function printNow(entity: string, id: string, name: string): Promise<void> {
  await ask(`/api/${entity}/${id}/print/${name}`, {
    method: 'POST', body: { printer: receipts.value.printer, language: language.value } })
}
