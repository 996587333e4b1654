import { FallOutlined, SafetyCertificateOutlined, SolutionOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/plaques',
    title: '授星挂牌',
    load: () => import('./PlaquesPage.tsx'),
    menu: {
      group: '星级管理',
      label: '授星挂牌',
      order: 80,
      icon: SafetyCertificateOutlined,
      action: 'plaques.read',
    },
  },
  {
    path: '/stars/uses',
    title: '结果使用',
    load: () => import('./UsesPage.tsx'),
    menu: { group: '星级管理', label: '结果使用', order: 90, icon: SolutionOutlined, action: 'uses.read' },
  },
  {
    path: '/stars/removals',
    title: '摘星降星',
    load: () => import('./RemovalsPage.tsx'),
    menu: { group: '星级管理', label: '摘星降星', order: 95, icon: FallOutlined, action: 'removals.read' },
  },
  { path: '/v/:code', title: '牌匾查验', load: () => import('./PlaqueCheckPage.tsx'), public: true },
]
