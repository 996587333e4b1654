/** What other capabilities may use of points: books, slips, quarters, the ledger and its checks. */
export { type BookStar, starsOfBooks } from './book-stars.ts'
export { booksToPrint, type PrintedBook } from './books-to-print.ts'
export { checkSlips } from './check-slips.ts'
export { closeQuarters } from './close-quarters.ts'
export { confirmSlips } from './confirm-slips.ts'
export { headCode, headCodeOf } from './digest.ts'
export { enterSlips, type FromPaper } from './enter-slips.ts'
export {
  type ImportedLine,
  importEntries,
  type JudgedLine,
  judgeImported,
} from './import-entries.ts'
export { crontab, jobs } from './jobs.ts'
export { type NewEntry, type Posted, post, reverse, starSums } from './ledger.ts'
export { slipsOfPaper } from './list-slips.ts'
export { mergeBooks } from './merge-books.ts'
export { type BooksOf, openBooks, putUnderVersion } from './open-books.ts'
export { openQuarters } from './open-quarters.ts'
export { submitSlips, withdrawSlips } from './own-slips.ts'
export { publishQuarters } from './publish-quarters.ts'
export { queueDueQuarters } from './quarter-queue.ts'
export { reverseEntries } from './reverse-entries.ts'
export { routes } from './routes.ts'
export { sealQuarters } from './seal-quarters.ts'
export { seesBook } from './sees-book.ts'
export { rejectSlips, returnSlips } from './send-back.ts'
export { changeWords, judgeOpenings, type OpeningOf, setOpenings } from './set-openings.ts'
export { summariesOfVillages } from './summaries.ts'
export { transferMember } from './transfer-member.ts'
export { unlockQuarter } from './unlock-quarter.ts'
export { type Finding, verifyLedger } from './verify.ts'
export { liftVeto, recordVeto } from './vetoes.ts'
export {
  endVillageBooks,
  followTownship,
  moveVillageBooks,
  nameRunningBooks,
  openSplitBooks,
} from './village-books.ts'
