import { getMe as me } from '@xinghe/contract/identity'
import {
  endPost as endPostRoute,
  handOverPost as handOverPostRoute,
  postMatters as postMattersRoute,
} from '@xinghe/contract/org'
import * as settings from '@xinghe/contract/settings'
import * as substitutions from '@xinghe/contract/substitutions'
import * as work from '@xinghe/contract/work'
import { bind } from '../platform/route.ts'
import { enterYear, getCalendar, proposeYear, setCalendarDay } from './enter-year.ts'
import { acceptHandOver, declineHandOver, handOver, takeBack } from './hand-over.ts'
import { listWork } from './list-work.ts'
import { getMe } from './me.ts'
import { endSubstitution } from './posts/end-substitution.ts'
import { endPost, handOverPost } from './posts/leave-post.ts'
import { listColleagues, listSubstitutions } from './posts/list-substitutions.ts'
import { nameSubstitute } from './posts/name-substitute.ts'
import { postMatters } from './posts/post-matters.ts'
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
  bind(endPostRoute, endPost),
  bind(handOverPostRoute, handOverPost),
  bind(postMattersRoute, postMatters),
  bind(substitutions.listSubstitutions, listSubstitutions),
  bind(substitutions.listColleagues, listColleagues),
  bind(substitutions.nameSubstitute, nameSubstitute),
  bind(substitutions.endSubstitution, endSubstitution),
  bind(settings.listSettings, listSettings),
  bind(settings.setSetting, setSetting),
]
