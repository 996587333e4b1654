import type { Action } from '@xinghe/contract/rights'
import type { ComponentType } from 'react'

export const menuGroups = ['工作台', '星级管理', '组织与党员', '公示', '统计', '设置'] as const
export type MenuGroup = (typeof menuGroups)[number]

export interface MenuPlace {
  group: MenuGroup
  label: string
  /** Within the group, ascending. */
  order: number
  /** An icon component of '@ant-design/icons'. */
  icon?: ComponentType
  /** Shown only to posts that hold this action. */
  action?: Action
  /** Lower first: the three lowest that I may open stand in the bottom bar of the phone. */
  phone?: number
}

export interface PageRoute {
  /** Like in the contract: '/stars/schemes/:id'. */
  path: string
  title: string
  /** The page's file exports the component as default. */
  load: () => Promise<{ default: ComponentType }>
  menu?: MenuPlace
  /** Who may open it at all; menu.action when left out. */
  action?: Action
  /** Fills the screen: signed in, but without menu and bars. */
  whole?: boolean
  /** Open without sign-in, outside the shell. */
  public?: boolean
}
