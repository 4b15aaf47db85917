import { ElMessageBox } from 'element-plus'
import { t } from '@/i18n'

/** Asks whether what was typed may be lost. */
export async function mayLeave(): Promise<boolean> {
  try {
    await ElMessageBox.confirm(t('leave'), t('leaveTitle'), {
      confirmButtonText: t('leaveNow'), cancelButtonText: t('stay'), type: 'warning',
    })
    return true
  } catch {
    return false
  }
}
