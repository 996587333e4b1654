/** Checks everything that was computed against what it was computed from. */
import { sql } from 'kysely'
import { verifyAudit, type WrittenSeal } from './audit/index.ts'
import type { Database } from './platform/database.ts'
import { oneSnapshot, readTx, wholeRegion } from './platform/tx.ts'
import { type Finding, verifyLedger } from './points/index.ts'
import { verifyFigures } from './reports/index.ts'
import { verifyRatings } from './stars/index.ts'

export async function verifyEverything(
  db: Database,
  year?: number,
  written: Record<number, WrittenSeal> = {},
): Promise<{ lines: string[]; findings: { what: string }[] }> {
  const lines: string[] = []
  const findings: { what: string }[] = []
  const regions = await db.selectFrom('region').selectAll().orderBy('id').execute()
  for (const region of regions)
    await readTx(db, wholeRegion(region.id), async (tx) => {
      await oneSnapshot(tx)
      const ledger = await verifyLedger(tx, region.id, year)
      findings.push(...ledger.findings.map(inWords))
      lines.push(
        `${region.name}: ${ledger.books} books, ${ledger.entries} entries, chains and sums ${ledger.findings.length === 0 ? 'hold' : 'DO NOT HOLD'}`,
      )
      const audit = await verifyAudit(tx, region.id, written[region.id])
      findings.push(...audit.findings)
      lines.push(
        `${region.name}: ${audit.entries} audit entries under ${audit.seals} seals, ${audit.findings.length === 0 ? 'all as they were sealed' : 'NOT as they were sealed'}; ${audit.unsealed} of the last minute not sealed yet${audit.last ? `; last seal ${region.id}/${audit.last.no}/${audit.last.code}` : ''}`,
      )
      const figures = await verifyFigures(tx, region.id)
      findings.push(...figures.findings.map((what) => ({ what })))
      if (figures.units > 0)
        lines.push(
          `${region.name}: ${figures.units} figures of large areas, ${figures.findings.length === 0 ? 'all add up' : 'NOT ALL ADD UP'}`,
        )
      const years = await sql<{
        year: number
      }>`select distinct year from book where region_id = ${region.id} order by year`.execute(tx)
      for (const { year: each } of years.rows.filter((row) => year === undefined || row.year === year)) {
        const { ratings, findings: wrong, digest } = await verifyRatings(tx, region.id, each)
        findings.push(...wrong.map(inWords))
        lines.push(
          `${region.name} ${each}: ${ratings} ratings evaluated again by rules and by SQL, ${wrong.length === 0 ? 'all the same' : `${wrong.length} DIFFER`}`,
        )
        if (ratings > 0)
          lines.push(
            `${region.name} ${each}: digest of the results from the entries ${digest.again}, as stored ${digest.stored}`,
          )
      }
    })
  return { lines, findings }
}

const inWords = ({ bookNo, what }: Finding) => ({ what: `book ${bookNo}: ${what}` })
