import { ApartmentOutlined, SafetyCertificateOutlined, TeamOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/org/units',
    title: '组织机构',
    load: () => import('./UnitsPage.tsx'),
    menu: { group: '组织与党员', label: '组织机构', order: 10, icon: ApartmentOutlined, action: 'org.read' },
  },
  {
    path: '/org/people',
    title: '党员与干部',
    load: () => import('./PeoplePage.tsx'),
    menu: { group: '组织与党员', label: '党员与干部', order: 20, icon: TeamOutlined, action: 'org.read' },
  },
  {
    path: '/org/people/:id',
    title: '个人信息',
    load: () => import('./PersonPage.tsx'),
    action: 'people.read',
  },
  {
    path: '/rights',
    title: '权限一览',
    load: () => import('./RightsPage.tsx'),
    menu: { group: '设置', label: '权限一览', order: 5, icon: SafetyCertificateOutlined },
  },
  { path: '/search', title: '搜索', load: () => import('./SearchPage.tsx'), action: 'people.read' },
]
