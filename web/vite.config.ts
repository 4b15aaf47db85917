import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import elementPlus from 'unplugin-element-plus/vite'
import { defineConfig } from 'vite'

// WORKBAY names the running server the development server speaks to.
const server = process.env.WORKBAY ?? 'http://127.0.0.1:8077'
const proxy = { '/api': server, '/healthz': server }

export default defineConfig({
  plugins: [vue(), elementPlus({})],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2021',
    chunkSizeWarningLimit: 900,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id) => (/node_modules\/(@vue|vue|vue-router)\//.test(id) ? 'vue' : undefined),
      },
    },
  },
  server: { proxy },
  preview: { proxy },
})
