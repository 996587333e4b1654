import { ScanOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/papers',
    title: '纸质表录入',
    load: () => import('./PapersPage.tsx'),
    menu: {
      group: '星级管理',
      label: '纸质表录入',
      order: 35,
      icon: ScanOutlined,
      action: 'papers.read',
    },
  },
  { path: '/papers/:id', title: '纸质表', load: () => import('./PaperPage.tsx'), action: 'papers.read' },
]
