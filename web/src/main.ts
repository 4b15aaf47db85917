import { createApp } from 'vue'
import App from './App.vue'
import { forget } from './api/session'
import { whenSessionLost } from './api/client'
import { router } from './router'
import './styles.css'

whenSessionLost(() => {
  forget()
  const here = router.currentRoute.value
  if (here.name !== 'login') void router.replace({ name: 'login', query: { to: here.fullPath, over: '1' } })
})

createApp(App).use(router).mount('#app')
