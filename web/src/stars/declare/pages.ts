import { AuditOutlined, FlagOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/declarations',
    title: '定标报星',
    load: () => import('./DeclarationsPage.tsx'),
    menu: {
      group: '星级管理',
      label: '定标报星',
      order: 20,
      icon: FlagOutlined,
      action: 'declarations.read',
    },
  },
  {
    path: '/stars/declarations/:id',
    title: '报星表',
    load: () => import('./SheetPage.tsx'),
    action: 'declarations.read',
  },
  {
    path: '/stars/exemptions',
    title: '免评审批',
    load: () => import('./ExemptionsPage.tsx'),
    menu: { group: '星级管理', label: '免评审批', order: 25, icon: AuditOutlined, action: 'area.read' },
  },
]
