import { AppstoreOutlined, EyeOutlined, SmileOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/reports/overview',
    title: '总览',
    load: () => import('./OverviewPage.tsx'),
    menu: {
      group: '工作台',
      label: '总览',
      order: 20,
      icon: AppstoreOutlined,
      action: 'area.read',
      phone: 3,
    },
  },
  {
    path: '/wall',
    title: '大屏',
    load: () => import('./wall/WallPage.tsx'),
    action: 'area.read',
    whole: true,
  },
  {
    path: '/fairness',
    title: '公平性提示',
    load: () => import('./fairness/FairnessPage.tsx'),
    menu: { group: '工作台', label: '公平性提示', order: 25, icon: EyeOutlined, action: 'fairness.read' },
  },
  {
    path: '/reports/lighter-work',
    title: '减负自查',
    load: () => import('./LighterWorkPage.tsx'),
    menu: { group: '工作台', label: '减负自查', order: 30, icon: SmileOutlined, action: 'area.read' },
  },
]
