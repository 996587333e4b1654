import { TrophyOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/results',
    title: '评定结果',
    load: () => import('./ResultsPage.tsx'),
    menu: {
      group: '星级管理',
      label: '评定结果',
      order: 70,
      icon: TrophyOutlined,
      action: 'results.read',
      phone: 30,
    },
  },
  {
    path: '/stars/why/:bookId/:slot',
    title: '星级依据',
    load: () => import('./WhyPage.tsx'),
    action: 'why.read',
  },
]
