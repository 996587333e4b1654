import { getMe as me } from '@xinghe/contract/identity'
import * as settings from '@xinghe/contract/settings'
import * as work from '@xinghe/contract/work'
import { bind } from '../platform/route.ts'
import { enterYear, getCalendar, proposeYear, setCalendarDay } from './enter-year.ts'
import { acceptHandOver, declineHandOver, handOver, takeBack } from './hand-over.ts'
import { listWork } from './list-work.ts'
import { getMe } from './me.ts'
import { listReceivers } from './receivers.ts'
import { remind } from './remind.ts'
import { listSettings, setSetting } from './settings.ts'

export const routes = [
  bind(me, getMe),
  bind(work.listWork, listWork),
  bind(work.listReceivers, listReceivers),
  bind(work.handOver, handOver),
  bind(work.takeBack, takeBack),
  bind(work.acceptHandOver, acceptHandOver),
  bind(work.declineHandOver, declineHandOver),
  bind(work.remind, remind),
  bind(work.getCalendar, getCalendar),
  bind(work.proposeYear, proposeYear),
  bind(work.enterYear, enterYear),
  bind(work.setCalendarDay, setCalendarDay),
  bind(settings.listSettings, listSettings),
  bind(settings.setSetting, setSetting),
]
