import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  { path: '/sign-in', title: '登录', load: () => import('./SignInPage.tsx'), public: true },
]
