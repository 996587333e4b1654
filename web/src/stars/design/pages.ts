import { StarOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/schemes',
    title: '设星方案',
    load: () => import('./SchemesPage.tsx'),
    menu: { group: '星级管理', label: '设星方案', order: 10, icon: StarOutlined, action: 'schemes.read' },
  },
  {
    path: '/stars/schemes/:id',
    title: '设星方案',
    load: () => import('./SchemePage.tsx'),
    action: 'schemes.read',
  },
  {
    path: '/stars/schemes/:id/comparison',
    title: '方案对比',
    load: () => import('./ComparePage.tsx'),
    action: 'schemes.read',
  },
]
