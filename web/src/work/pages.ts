import {
  CalendarOutlined,
  ControlOutlined,
  InboxOutlined,
  NodeIndexOutlined,
  PrinterOutlined,
  SafetyOutlined,
  TagsOutlined,
} from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/',
    title: '工作台',
    load: () => import('./WorkbenchPage.tsx'),
    menu: { group: '工作台', label: '工作台', order: 0, icon: InboxOutlined, action: 'work.read', phone: 1 },
  },
  {
    path: '/work/area',
    title: '辖区待办',
    load: () => import('./AreaPage.tsx'),
    menu: { group: '工作台', label: '辖区待办', order: 10, icon: NodeIndexOutlined, action: 'area.read' },
  },
  {
    path: '/settings',
    title: '参数设置',
    load: () => import('./SettingsPage.tsx'),
    menu: { group: '设置', label: '参数设置', order: 10, icon: ControlOutlined, action: 'settings.read' },
  },
  {
    path: '/settings/security',
    title: '安全设置',
    load: () => import('./SecurityPage.tsx'),
    menu: { group: '设置', label: '安全设置', order: 12, icon: SafetyOutlined, action: 'settings.read' },
  },
  {
    path: '/settings/categories',
    title: '类别设置',
    load: () => import('./CategoriesPage.tsx'),
    menu: { group: '设置', label: '类别设置', order: 15, icon: TagsOutlined, action: 'settings.read' },
  },
  {
    path: '/settings/faces',
    title: '打印字体',
    load: () => import('./PrintFacesPage.tsx'),
    menu: { group: '设置', label: '打印字体', order: 25, icon: PrinterOutlined, action: 'settings.read' },
  },
  {
    path: '/settings/calendar',
    title: '工作日历',
    load: () => import('./CalendarPage.tsx'),
    menu: { group: '设置', label: '工作日历', order: 20, icon: CalendarOutlined, action: 'settings.read' },
  },
]
