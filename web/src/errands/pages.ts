import { HourglassOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/errands',
    title: '后台办理',
    load: () => import('./ErrandsPage.tsx'),
    // Whoever imports or prints many at once may export too; members and the three administrators have nothing here.
    menu: {
      group: '工作台',
      label: '后台办理',
      order: 80,
      icon: HourglassOutlined,
      action: 'exports.make',
    },
  },
]
