import { MedicineBoxOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/weak',
    title: '软弱涣散整顿',
    load: () => import('./WeakListPage.tsx'),
    menu: {
      group: '组织与党员',
      label: '软弱涣散整顿',
      order: 60,
      icon: MedicineBoxOutlined,
      action: 'weak.read',
    },
  },
  {
    path: '/weak/signals',
    title: '疑似线索',
    load: () => import('./SignalsPage.tsx'),
    action: 'weak.suspect',
  },
  { path: '/weak/:id', title: '整顿情况', load: () => import('./WeakCasePage.tsx'), action: 'weak.read' },
]
