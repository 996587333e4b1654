/** A version of a later quarter comes into force by itself when its quarter begins. */
import { quarterOf, yearOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { getRoot } from '../../org/index.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { JobTable } from '../../platform/jobs.ts'
import { systemTx, type Tx } from '../../platform/tx.ts'
import { type BooksOf, putUnderVersion } from '../../points/index.ts'

/** Archives versions of the township and year that a newer one in force has replaced. Old entries keep theirs. */
export async function archiveReplaced(tx: Tx, by: Actor, { townshipId, year }: BooksOf): Promise<void> {
  const quarter = year < yearOf(by.today) ? 4 : year > yearOf(by.today) ? 1 : quarterOf(by.today)
  const { rows } = await sql<{ id: string; path: string }>`
    update scheme_version v set state = 'ARCHIVED'
    from scheme_version newer, scheme s
    where v.region_id = ${by.regionId} and v.state in ('PUBLISHED', 'LOCKED')
      and s.region_id = v.region_id and s.id = v.scheme_id and s.township_id = ${townshipId} and s.year = ${year}
      and newer.region_id = v.region_id and newer.scheme_id = v.scheme_id and newer.version > v.version
      and newer.state in ('PUBLISHED', 'LOCKED') and newer.effective_quarter <= ${quarter}
    returning v.id, v.path`.execute(tx)
  const once = [...new Map(rows.map((row) => [row.id, row])).values()]
  if (once.length > 0)
    await audit(
      tx,
      by,
      'schemes.archived',
      once.map(({ id, path }) => ({
        path,
        subjectKind: 'scheme_version',
        subjectId: id,
        note: '新版已生效',
      })),
    )
}

/** Townships where a published version has reached its quarter but an older one still stands. */
const dueTownships = (tx: Tx, by: Actor) =>
  sql<{ township_id: string; year: number }>`
    select distinct s.township_id, s.year
    from scheme s
    join scheme_version v on v.region_id = s.region_id and v.scheme_id = s.id and v.state in ('PUBLISHED', 'LOCKED')
    join scheme_version newer on newer.region_id = s.region_id and newer.scheme_id = s.id and newer.version > v.version
      and newer.state in ('PUBLISHED', 'LOCKED') and newer.effective_quarter <= ${quarterOf(by.today)}
    where s.region_id = ${by.regionId} and s.year = ${yearOf(by.today)}`.execute(tx)

/** Nightly: new versions whose quarter has begun take over the books. Returns the townships concerned. */
export async function bringIntoForce(tx: Tx, by: Actor): Promise<number> {
  const { rows } = await dueTownships(tx, by)
  for (const row of rows) {
    const place = { townshipId: row.township_id, year: row.year }
    await archiveReplaced(tx, by, place)
    await putUnderVersion(tx, by, place)
  }
  return rows.length
}

export const jobs: JobTable = {
  async schemes_nightly({ db, now }) {
    const regions = await db.selectFrom('region').select('id').orderBy('id').execute()
    for (const { id } of regions)
      await systemTx(db, id, async (tx) =>
        bringIntoForce(tx, systemActor(id, await getRoot(tx, { regionId: id }), now)),
      )
  },
}
/** Five past midnight in Shanghai, before anybody enters points of the new quarter. */
export const crontab = '5 16 * * * schemes_nightly ?fill=1d'
