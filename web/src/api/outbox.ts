import { ref } from 'vue'

/** How many entries wait to be sent. */
export const unsent = ref(0)
