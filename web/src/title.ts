import { ref } from 'vue'

/** What the page is about, for the window's title. */
export const title = ref('')
