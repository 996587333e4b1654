import { ImportOutlined } from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/imports',
    title: '导入表格',
    load: () => import('./ImportsPage.tsx'),
    menu: { group: '组织与党员', label: '导入表格', order: 40, icon: ImportOutlined, action: 'imports.make' },
  },
  { path: '/imports/:id', title: '导入结果', load: () => import('./ImportPage.tsx'), action: 'imports.make' },
]
