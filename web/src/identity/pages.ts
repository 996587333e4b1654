import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  { path: '/sign-in', title: '登录', load: () => import('./SignInPage.tsx'), public: true },
  // Outside the shell: whoever must first change his password has nothing there yet.
  { path: '/password', title: '修改密码', load: () => import('./PasswordPage.tsx'), public: true },
  { path: '/second-factor', title: '动态验证码', load: () => import('./FactorPage.tsx'), public: true },
  { path: '/account', title: '我的账号', load: () => import('./AccountPage.tsx') },
]
