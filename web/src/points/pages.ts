import {
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  FormOutlined,
  ProfileOutlined,
  ReadOutlined,
} from '@ant-design/icons'
import type { PageRoute } from '../app/page-route.ts'
import { outboxPath } from '../app/paths.ts'

export const routes: PageRoute[] = [
  {
    path: '/points/books',
    title: '积分手册',
    load: () => import('./BooksPage.tsx'),
    menu: {
      group: '星级管理',
      label: '积分手册',
      order: 30,
      icon: BookOutlined,
      action: 'area.read',
      phone: 40,
    },
  },
  {
    path: '/points/books/:id',
    title: '积分手册',
    load: () => import('./BookPage.tsx'),
    action: 'books.read',
  },
  {
    path: '/points/my-book',
    title: '我的手册',
    load: () => import('./MyBookPage.tsx'),
    menu: {
      group: '星级管理',
      label: '我的手册',
      order: 32,
      icon: ReadOutlined,
      action: 'declarations.draft',
      phone: 30,
    },
  },
  {
    path: '/points/enter',
    title: '登记积分',
    load: () => import('./EnterPage.tsx'),
    menu: {
      group: '星级管理',
      label: '登记积分',
      order: 34,
      icon: FormOutlined,
      action: 'slips.enter',
      phone: 20,
    },
  },
  {
    path: outboxPath,
    title: '待发送',
    load: () => import('./OutboxPage.tsx'),
    action: 'slips.enter',
  },
  {
    path: '/points/checking',
    title: '确认与核查',
    load: () => import('./CheckingPage.tsx'),
    menu: {
      group: '星级管理',
      label: '确认与核查',
      order: 36,
      icon: CheckSquareOutlined,
      action: 'work.hand_over',
      phone: 15,
    },
  },
  {
    path: '/points/slips',
    title: '申报单',
    load: () => import('./SlipsPage.tsx'),
    menu: { group: '星级管理', label: '申报单', order: 38, icon: ProfileOutlined, action: 'slips.read' },
  },
  {
    path: '/points/quarters',
    title: '季度结账',
    load: () => import('./QuartersPage.tsx'),
    menu: {
      group: '星级管理',
      label: '季度结账',
      order: 40,
      icon: CalendarOutlined,
      action: 'quarters.read',
    },
  },
]
