/** What other capabilities may use of points: books, the ledger and its checks. */
export { type BookStar, starsOfBooks } from './book-stars.ts'
export { headCode, headCodeOf } from './digest.ts'
export { type NewEntry, type Posted, post, reverse, starSums } from './ledger.ts'
export { type BooksOf, openBooks, putUnderVersion } from './open-books.ts'
export { type Finding, verifyLedger } from './verify.ts'
