import { transferMember as transferRoute } from '@xinghe/contract/org'
import * as points from '@xinghe/contract/points'
import * as quarters from '@xinghe/contract/quarters'
import * as slips from '@xinghe/contract/slips'
import { bind, bindTogether } from '../platform/route.ts'
import { checkSlips, checkSlipsTogether } from './check-slips.ts'
import { closeQuarters } from './close-quarters.ts'
import { confirmSlips } from './confirm-slips.ts'
import { enterSlips } from './enter-slips.ts'
import { getBook, getMyBook } from './get-book.ts'
import { getEntrySheet } from './get-entry-sheet.ts'
import { listBooks } from './list-books.ts'
import { listQuarters } from './list-quarters.ts'
import { getSlip, listSlips } from './list-slips.ts'
import { mergeBooks } from './merge-books.ts'
import { reviseSlip, submitSlips, withdrawSlips } from './own-slips.ts'
import { previewSlip } from './preview-slip.ts'
import { printBook } from './print-book.ts'
import { publishQuarters } from './publish-quarters.ts'
import { reverseEntries } from './reverse-entries.ts'
import { sealQuarters } from './seal-quarters.ts'
import { seesBook, seesSlip } from './sees-book.ts'
import { rejectSlips, returnSlips } from './send-back.ts'
import { transferMember } from './transfer-member.ts'
import { unlockQuarter } from './unlock-quarter.ts'
import { liftVeto, recordVeto } from './vetoes.ts'

export const routes = [
  bind(points.listBooks, listBooks),
  bind(points.getMyBook, getMyBook),
  bind(points.printBook, printBook, (tx, by, { id }) => seesBook(tx, by, 'PRINT', id)),
  bind(points.getBook, getBook, (tx, by, { id }) => seesBook(tx, by, 'BOOK', id)),
  bind(points.mergeBooks, mergeBooks),
  bind(transferRoute, transferMember),
  bind(points.recordVeto, recordVeto),
  bind(points.liftVeto, liftVeto),
  bind(slips.listSlips, listSlips),
  bind(slips.getEntrySheet, getEntrySheet),
  bind(slips.previewSlip, previewSlip),
  bind(slips.enterSlips, enterSlips),
  bind(slips.submitSlips, submitSlips),
  bind(slips.withdrawSlips, withdrawSlips),
  bind(slips.confirmSlips, confirmSlips),
  bindTogether(slips.checkSlips, checkSlips, checkSlipsTogether),
  bind(slips.returnSlips, returnSlips),
  bind(slips.rejectSlips, rejectSlips),
  bind(slips.getSlip, getSlip, (tx, by, { id }) => seesSlip(tx, by, id)),
  bind(slips.reviseSlip, reviseSlip),
  bind(slips.reverseEntries, reverseEntries),
  bind(quarters.listQuarters, listQuarters),
  bind(quarters.closeQuarters, closeQuarters),
  bind(quarters.publishQuarters, publishQuarters),
  bind(quarters.sealQuarters, sealQuarters),
  bind(quarters.unlockQuarter, unlockQuarter),
]
