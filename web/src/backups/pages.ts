import { DatabaseOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/settings/backups',
    title: '数据备份',
    load: () => import('./BackupsPage.tsx'),
    menu: { group: '设置', label: '数据备份', order: 60, icon: DatabaseOutlined, action: 'backups.keep' },
  },
]
