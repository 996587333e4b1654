import { CompassOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'
import { foundPath } from '../app/paths.ts'

export const routes: PageRoute[] = [
  { path: foundPath, title: '建立旗县', load: () => import('./FoundPage.tsx'), public: true },
  {
    path: '/setup',
    title: '启用向导',
    load: () => import('./GuidePage.tsx'),
    menu: { group: '设置', label: '启用向导', order: 1, icon: CompassOutlined, action: 'setup.read' },
  },
]
