import { RadarChartOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/previews',
    title: '预评',
    load: () => import('./PreviewPage.tsx'),
    menu: {
      group: '星级管理',
      label: '预评',
      order: 58,
      icon: RadarChartOutlined,
      action: 'schemes.what_if',
    },
  },
]
