import * as notices from '@xinghe/contract/notices'
import { regionOfCode } from '@xinghe/contract/public-code'
import { bind, bindPublic, justNoted } from '../platform/route.ts'
import { getNotice } from './get-notice.ts'
import { getObjection } from './get-objection.ts'
import { listNotices } from './list-notices.ts'
import { listObjections } from './list-objections.ts'
import { printNotice } from './print-notice.ts'
import { printObjection, printObjectionSlip } from './print-objection.ts'
import { listPublicNotices, listPublicRegions, readPublicNotice, trackObjection } from './public-notices.ts'

// Ending, withdrawing, raising, investigating and answering are bound by stars/year-end: they change ratings.
export const routes = [
  bind(notices.listNotices, listNotices),
  bind(notices.getNotice, getNotice),
  bind(notices.printNotice, printNotice),
  bind(notices.printObjectionSlip, printObjectionSlip),
  // The list of counties belongs to none of them.
  bindPublic(notices.listPublicRegions, () => 0, listPublicRegions),
  bindPublic(notices.listPublicNotices, ({ region }) => region, listPublicNotices),
  bindPublic(notices.readPublicNotice, regionOfCode, readPublicNotice),
  bindPublic(notices.trackObjection, regionOfCode, trackObjection),
  bind(notices.listObjections, listObjections),
  // Who complained is the most delicate thing here.
  bind(notices.getObjection, getObjection, justNoted),
  bind(notices.printObjection, printObjection, justNoted),
]
