import { ExperimentOutlined } from '@ant-design/icons'
import type { PageRoute } from '../../app/page-route.ts'

export const routes: PageRoute[] = [
  {
    path: '/stars/what-if',
    title: '试算',
    load: () => import('./WhatIfPage.tsx'),
    menu: {
      group: '星级管理',
      label: '方案试算',
      order: 15,
      icon: ExperimentOutlined,
      action: 'schemes.what_if',
    },
  },
]
