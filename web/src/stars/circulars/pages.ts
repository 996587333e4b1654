import { FileTextOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/circulars',
    title: '结果通报',
    load: () => import('./CircularsPage.tsx'),
    menu: {
      group: '星级管理',
      label: '结果通报',
      order: 75,
      icon: FileTextOutlined,
      action: 'circulars.write',
    },
  },
]
