import { MergeCellsOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/restructure',
    title: '区划变更',
    load: () => import('./ChangesPage.tsx'),
    menu: {
      group: '组织与党员',
      label: '区划变更',
      order: 40,
      icon: MergeCellsOutlined,
      action: 'org.read',
    },
  },
]
