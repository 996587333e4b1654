import { AuditOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/audit',
    title: '审计日志',
    load: () => import('./AuditPage.tsx'),
    menu: {
      group: '设置',
      label: '审计日志',
      order: 50,
      icon: AuditOutlined,
      action: 'audit.read',
      phone: 1,
    },
  },
]
