import { DiffOutlined, FileDoneOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/year-end',
    title: '年终评定',
    load: () => import('./YearEndPage.tsx'),
    menu: {
      group: '星级管理',
      label: '年终评定',
      order: 60,
      icon: FileDoneOutlined,
      action: 'year_end.read',
    },
  },
  {
    path: '/stars/year-end/:id',
    title: '年终评定表',
    load: () => import('./YearEndSheetPage.tsx'),
    action: 'year_end.read',
  },
  {
    path: '/stars/determination/:id',
    title: '综合评定',
    load: () => import('./DeterminationPage.tsx'),
    action: 'year_end.read',
  },
  {
    path: '/stars/differences',
    title: '评定差异',
    load: () => import('./DifferencesPage.tsx'),
    menu: { group: '星级管理', label: '评定差异', order: 65, icon: DiffOutlined, action: 'year_end.read' },
  },
]
