import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { away, Problem, session } from './api/client'
import { findSession } from './api/session'
import { screenRoutes } from './screens'

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/login', name: 'login', component: () => import('./pages/LoginPage.vue'), meta: { open: true } },
    { path: '/', name: 'work', component: () => import('./pages/WorkPage.vue') },
    { path: '/reports', name: 'reports', component: () => import('./pages/ReportsPage.vue') },
    { path: '/reports/:report', name: 'report', component: () => import('./pages/ReportPage.vue') },
    { path: '/charts/:process?', name: 'chart', component: () => import('./pages/ChartPage.vue') },
    { path: '/organisation', name: 'organisation', component: () => import('./pages/OrganisationPage.vue') },
    { path: '/go/:entity/:id(\\d+)', redirect: (to) => `/${String(to.params.entity)}/${String(to.params.id)}` },
    ...screenRoutes,
    { path: '/:entity/new', name: 'new', component: () => import('./pages/FormPage.vue') },
    { path: '/:entity', name: 'list', component: () => import('./pages/ListPage.vue') },
    { path: '/:entity/:id(\\d+)', name: 'detail', component: () => import('./pages/DetailPage.vue') },
    { path: '/:entity/:id(\\d+)/record', name: 'record', component: () => import('./pages/DetailPage.vue') },
    { path: '/:entity/:id(\\d+)/edit', name: 'edit', component: () => import('./pages/FormPage.vue') },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') },
  ],
})

/** Waits until the server is there; a page cannot be drawn without it. */
async function whoAsks(): Promise<boolean> {
  for (;;) {
    try {
      await findSession()
      return true
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return false
      if (!(error instanceof Problem) || (error.status !== 0 && error.status < 500)) throw error
      await new Promise((done) => setTimeout(done, away.value ? 1000 : 3000))
    }
  }
}

/** The page's own files come while the server is asked who asks. */
function fetchPage(to: RouteLocationNormalized): void {
  for (const { components } of to.matched) {
    const page = components?.default as (() => Promise<unknown>) | undefined
    page?.().catch(() => undefined)
  }
}

router.beforeEach(async (to) => {
  if (session.value || to.meta.open) return true
  fetchPage(to)
  if (await whoAsks()) return true
  return { name: 'login', query: to.fullPath === '/' ? {} : { to: to.fullPath }, replace: true }
})

/** After a new edition of the program the old pages' files are gone: the page is fetched anew, once. */
router.onError(async (error, to) => {
  const again = Number(sessionStorage.getItem('workbay.anew') ?? 0)
  if (!/import/i.test(String(error)) || Date.now() - again < 10000) return
  const there = await fetch('/healthz', { cache: 'no-store' }).then((answer) => answer.ok, () => false)
  if (!there) return
  sessionStorage.setItem('workbay.anew', String(Date.now()))
  location.assign(to.fullPath)
})
