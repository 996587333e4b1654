import { getMe as me } from '@xinghe/contract/identity'
import { bind } from '../platform/route.ts'
import { getMe } from './me.ts'

export const routes = [bind(me, getMe)]
