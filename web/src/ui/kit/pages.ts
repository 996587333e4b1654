import type { PageRoute } from '../../app/page-route.ts'

/** Every part of the kit on one page, while developing only: the build drops it. */
export const kitPages: PageRoute[] = import.meta.env.DEV
  ? [{ path: '/ui-kit', title: '界面部件', load: () => import('./KitPage.tsx'), public: true }]
  : []
