import { AuditOutlined, NotificationOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/notices',
    title: '公示',
    load: () => import('./NoticesPage.tsx'),
    menu: {
      group: '公示',
      label: '公示',
      order: 10,
      icon: NotificationOutlined,
      action: 'notices.read',
      phone: 60,
    },
  },
  {
    path: '/notices/:id',
    title: '公示',
    load: () => import('./NoticePage.tsx'),
    action: 'notices.read',
  },
  {
    path: '/objections',
    title: '异议',
    load: () => import('./ObjectionsPage.tsx'),
    menu: { group: '公示', label: '异议', order: 20, icon: AuditOutlined, action: 'objections.read' },
  },
  {
    path: '/objections/:id',
    title: '异议',
    load: () => import('./ObjectionPage.tsx'),
    action: 'objections.read',
  },
  // On paper and in QR codes: short, and open to everybody.
  { path: '/n', title: '正在公示', load: () => import('./open/PublicListPage.tsx'), public: true },
  { path: '/n/:code', title: '公示', load: () => import('./open/PublicNoticePage.tsx'), public: true },
  { path: '/o', title: '查询异议办理', load: () => import('./open/TrackPage.tsx'), public: true },
  { path: '/o/:code', title: '异议办理情况', load: () => import('./open/TrackedPage.tsx'), public: true },
]
