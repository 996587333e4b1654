/** What the rows evaluate, audit, what-if and growth share: the act itself, the SQL beside it, and stored results. */
import type pg from 'pg'
import type { Actor } from '../server/src/platform/actor.ts'
import { markPermitted, oneSnapshot, subtree, writeTx } from '../server/src/platform/tx.ts'
import { previewYear } from '../server/src/stars/preview/preview-year.ts'
import { type BenchWorld, worldNow, worldYear } from './world.ts'

/** Of all books: stars that shine, and points in hundredths. Every contender must come to the same. */
export interface Checksum {
  stars: number
  points: number
}
export function refuseOther(name: string, found: Checksum, expected: Checksum): void {
  if (found.stars !== expected.stars || found.points !== expected.points)
    throw new Error(`${name} finds ${JSON.stringify(found)}, SQL ${JSON.stringify(expected)}`)
}

/** The organisation department at some unit of the world. */
export const department = (path = '0001'): Actor =>
  ({
    regionId: 1,
    path,
    post: 'ORG_DEPARTMENT',
    personId: '01900000-0002-7000-8000-000000000001',
    now: worldNow,
    today: '2026-11-20',
  }) as unknown as Actor

/** 预评 as the errand runs it, under the app's role and row-level security: reads, evaluates, writes, publishes. */
export const evaluate = (world: BenchWorld): Promise<number> =>
  writeTx(world.db, { regionId: 1, ...subtree('0001'), personId: null }, async (tx) => {
    await oneSnapshot(tx)
    markPermitted(tx)
    return previewYear(tx, department(), worldYear)
  })
/** What stands published. Under PER_STAR, and without vetoes, a level is its number of stars. */
export async function published({ owner }: BenchWorld): Promise<Checksum> {
  const { rows } = await owner.query<Checksum>(
    `select sum(level)::float8 as stars, sum(total)::float8 as points
     from (select unnest(totals) as total, (unnest(levels) >> 8) - 1 as level from rating_preview where region_id = 1 and year = $1) o`,
    [worldYear],
  )
  return rows[0] as Checksum
}

/** Room for its hash table, so that it is not held up by this server's small default. */
export const groupBySession = `set work_mem = '512MB'`
/** The sums of all stars of all books by SQL over the entries, and nothing else: no rules, no ranks, nothing written. */
export async function groupBy(owner: pg.Client): Promise<Checksum> {
  const { rows } = await owner.query<Checksum>(
    `select count(*) filter (where points >= 1000)::float8 as stars, sum(points)::float8 as points
     from (select book_id, slot, sum(counted) as points from points_entry where region_id = 1 group by book_id, slot) s`,
  )
  return rows[0] as Checksum
}

/**
 * Results as the assessment groups would have stored them, by SQL that shares nothing with the rules; brought up to what
 * the books hold, since other rows post to them.
 */
export async function storeResults({ owner }: BenchWorld, log: (line: string) => void): Promise<void> {
  const each = (of: (slot: string) => string, between: string) =>
    Array.from({ length: 10 }, (_, slot) => of(`greatest(0, b.s${slot + 1})`)).join(between)
  const { rowCount } = await owner.query(
    `update rating r set version_id = n.version_id, total = n.total, lit = n.lit, colours = n.colours,
       suggested_level = n.level, floor_level = least(10, n.total / 1000),
       class = case when n.subject = 'MEMBER' then null when n.level >= n.class_one_at then 'I' when n.level >= n.class_two_at then 'II' else 'III' end
     from (
       select b.id, b.subject, b.version_id, v.class_one_at, v.class_two_at, ${each((sum) => sum, ' + ')} as total,
         concat(${each((sum) => `case when ${sum} >= v.light_at then '1' else '0' end`, ', ')}) as lit,
         concat(${each((sum) => `case when ${sum} < v.light_at then '-' when ${sum} >= v.gold_at then 'G' when ${sum} >= v.silver_at then 'S' else 'R' end`, ', ')}) as colours,
         ${each((sum) => `(${sum} >= v.light_at)::int`, ' + ')} as level
       from book b join scheme_version v on v.region_id = b.region_id and v.id = b.version_id where b.region_id = 1
     ) n
     where r.region_id = 1 and r.book_id = n.id and (r.total, r.colours) is distinct from (n.total, n.colours)`,
  )
  log(`${rowCount} results stored`)
  if (rowCount && rowCount > 100_000) await owner.query('vacuum full analyze rating')
}
