// What a file input chose is sent at once: busy while it goes, wrong when it did not arrive.
import { ref, type Ref } from 'vue'
import { wordsOf } from './commands'

export interface Upload {
  busy: Ref<boolean>
  wrong: Ref<string>
  take: (event: Event) => Promise<void>
}

/** `send` gets the file; what it throws is told in the user's words. */
export function upload(send: (file: File) => Promise<void>): Upload {
  const busy = ref(false)
  const wrong = ref('')

  async function take(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    input.value = ''
    if (!file) return
    busy.value = true
    wrong.value = ''
    try {
      await send(file)
    } catch (error) {
      wrong.value = wordsOf(error)
    } finally {
      busy.value = false
    }
  }

  return { busy, wrong, take }
}
