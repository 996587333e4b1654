/** Walks the whole ledger and says what does not add up. Everything is computed again from the entries. */
import { sql } from 'kysely'
import type { ReadTx } from '../platform/tx.ts'
import { evaluate, planOf } from '../stars/star.rules.ts'
import { settleClaims } from './caps.rules.ts'
import { chain, type Digested } from './digest.ts'
import { capsOf, standingClaims, starSums } from './ledger.ts'

export interface Finding {
  bookId: string
  bookNo: string
  /** English, for the operator's console and logs. */
  what: string
}

type Entry = Digested & { digest: string }

/** Books a batch: bounded memory whatever the size of the county. */
const batch = 500

/** Checks a region's books of a year (all years when undefined): chains, heads, sums, caps. Returns what is wrong. */
export async function verifyLedger(
  tx: ReadTx,
  regionId: number,
  year?: number,
): Promise<{ books: number; entries: number; findings: Finding[] }> {
  const findings: Finding[] = []
  let books = 0
  let entries = 0
  for (let after = ''; ; ) {
    const page = await tx
      .selectFrom('book')
      .selectAll()
      .where('region_id', '=', regionId)
      .$if(year !== undefined, (query) => query.where('year', '=', year as number))
      .$if(after !== '', (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(batch)
      .execute()
    if (page.length === 0) break
    after = page.at(-1)?.id as string
    const ids = page.map((book) => book.id)
    const rows = await tx
      .selectFrom('points_entry')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('book_id', '=', sql<string>`any(${ids}::uuid[])`)
      .orderBy('book_id')
      .orderBy('seq')
      .execute()
    const claims = await standingClaims(tx, regionId, ids)
    const caps = await capsOf(
      tx,
      regionId,
      claims.map((claim) => claim.versionId),
    )
    const versions = await tx
      .selectFrom('scheme_version')
      .selectAll()
      .where('region_id', '=', regionId)
      .where(
        'id',
        '=',
        sql<string>`any(${[...new Set(page.flatMap((book) => book.version_id ?? []))]}::uuid[])`,
      )
      .execute()
    const versionOf = new Map(versions.map((version) => [version.id, version]))
    const entriesOf = Map.groupBy(rows as unknown as Entry[], (row) => row.book_id)
    const claimsOf = Map.groupBy(claims, (claim) => claim.bookId)
    for (const book of page) {
      const report = (what: string) => findings.push({ bookId: book.id, bookNo: book.book_no, what })
      const own = entriesOf.get(book.id) ?? []
      let head = ''
      const sums = new Array<number>(11).fill(0)
      own.forEach((entry, index) => {
        if (entry.seq !== index + 1)
          report(`entry ${index + 1} is missing or out of order (found ${entry.seq})`)
        const expected = chain(head || book.id, entry)
        if (expected !== entry.digest) report(`entry ${entry.seq} was changed after it was posted`)
        head = entry.digest
        sums[entry.slot] = (sums[entry.slot] ?? 0) + entry.counted
      })
      if (own.length !== book.entries)
        report(`the book counts ${book.entries} entries, the ledger holds ${own.length}`)
      if (head !== book.head) report('the head of the book is not the digest of its last entry')
      for (let slot = 1; slot <= 10; slot++) {
        const kept = book[`s${slot as 1}`]
        if (kept !== sums[slot])
          report(`star ${slot}: the book says ${kept}, its entries add up to ${sums[slot]}`)
      }
      const version = versionOf.get(book.version_id ?? '')
      const now = version && evaluate(planOf(version, book.subject), { sums: starSums(book), vetoed: false })
      const lit = now ? now.lit.replaceAll('0', '').length : 0
      if (now && now.total !== book.points)
        report(`lists sort it by ${book.points}, its stars add up to ${now.total}`)
      if (lit !== book.stars_lit) report(`lists show ${book.stars_lit} stars lit, ${lit} are`)
      const standing = claimsOf.get(book.id) ?? []
      const target = settleClaims(
        standing,
        (claim) => caps.ruleOf(claim),
        standing[0] ? caps.bonusCapOf(standing[0].versionId) : 0,
      )
      const bySlot = (of: (index: number) => number) => {
        const totals = new Array<number>(11).fill(0)
        standing.forEach((claim, index) => {
          totals[claim.slot] = (totals[claim.slot] ?? 0) + of(index)
        })
        return totals
      }
      const [should, does] = [
        bySlot((index) => target[index] as number),
        bySlot((index) => standing[index]?.net as number),
      ]
      should.forEach((value, slot) => {
        if (value !== does[slot])
          report(`star ${slot}: by the caps ${value} should count, ${does[slot]} does`)
      })
      entries += own.length
      books++
    }
  }
  return { books, entries, findings }
}
