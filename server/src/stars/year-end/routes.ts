import * as notices from '@xinghe/contract/notices'
import { regionOfCode } from '@xinghe/contract/public-code'
import * as yearEnd from '@xinghe/contract/year-end'
import { explainConstraints } from '../../platform/constraints.ts'
import { bind, bindPublic } from '../../platform/route.ts'
import { answerObjection } from './answer-objection.ts'
import { assess } from './assess.ts'
import { closeNotice, closeYearNotices } from './close-year-notices.ts'
import { confirmResults, returnResults } from './confirm-results.ts'
import { determine } from './determine.ts'
import { fileResults } from './file-results.ts'
import { getYearEndBoard, listYearEnd } from './get-board.ts'
import { getDetermination } from './get-determination.ts'
import { getYearEndSheet } from './get-sheet.ts'
import { listDifferences } from './list-differences.ts'
import { investigateObjection, raiseObjection } from './object.ts'
import { openYearEnd } from './open-year-end.ts'
import { peerReview } from './peer-review.ts'
import { printMinutes } from './print-minutes.ts'
import { publishAmendment } from './publish-amendment.ts'
import { publishYearNotice } from './publish-year-notice.ts'
import { returnYearEndSheet } from './return-sheet.ts'
import { selfAssess } from './self-assess.ts'
import { withdrawNotice } from './withdraw-notice.ts'

explainConstraints({
  rating__notice_before_confirmation: 'year_end.notice_skipped',
  rating__reason_when_changed: 'common.reason_needed',
})

export const routes = [
  bind(yearEnd.listYearEnd, listYearEnd),
  bind(yearEnd.getYearEndBoard, getYearEndBoard),
  bind(yearEnd.openYearEnd, openYearEnd),
  bind(yearEnd.getYearEndSheet, getYearEndSheet),
  bind(yearEnd.selfAssess, selfAssess),
  bind(yearEnd.peerReview, peerReview),
  bind(yearEnd.assess, assess),
  bind(yearEnd.returnYearEndSheet, returnYearEndSheet),
  bind(yearEnd.getDetermination, getDetermination),
  bind(yearEnd.determine, determine),
  bind(yearEnd.printMinutes, printMinutes),
  bind(yearEnd.publishYearNotice, publishYearNotice),
  bind(yearEnd.publishAmendment, publishAmendment),
  bind(yearEnd.closeYearNotices, closeYearNotices),
  bind(yearEnd.fileResults, fileResults),
  bind(yearEnd.confirmResults, confirmResults),
  bind(yearEnd.returnResults, returnResults),
  bind(yearEnd.listDifferences, listDifferences),
  // Of notices, what changes a rating: ending and withdrawing them, and objections.
  bind(notices.closeNotice, closeNotice),
  bind(notices.withdrawNotice, withdrawNotice),
  bindPublic(notices.raiseObjection, regionOfCode, raiseObjection),
  bind(notices.investigateObjection, investigateObjection),
  bind(notices.answerObjection, answerObjection),
]
