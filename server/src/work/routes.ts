import { getMe as me } from '@xinghe/contract/identity'
import * as settings from '@xinghe/contract/settings'
import { bind } from '../platform/route.ts'
import { getMe } from './me.ts'
import { listSettings, setSetting } from './settings.ts'

export const routes = [
  bind(me, getMe),
  bind(settings.listSettings, listSettings),
  bind(settings.setSetting, setSetting),
]
