import type { Blocker } from '@xinghe/contract/restructure'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { Plan } from './plan-change.ts'

/**
 * What cannot be carried and must be finished first, by unit. 依据: whoever began a matter answers for it under the name and
 * the rules of its day; a notice that hangs names the unit that hung it.
 */
export async function blockersOf(tx: ReadTx, by: Actor, plan: Plan): Promise<Blocker[]> {
  if (plan.kind === 'RENAME') return []
  const paths = plan.leaving.map((unit) => unit.path)
  const ending = plan.dissolves ? plan.leaving.map((unit) => unit.id) : []
  const at = (alias: string) =>
    sql`${sql.ref(`${alias}.region_id`)} = ${by.regionId} and exists (select 1 from unnest(${paths}::text[]) as p (path)
      where ${sql.ref(`${alias}.path`)} >= p.path and ${sql.ref(`${alias}.path`)} < p.path || '~')`
  const found = (kind: Blocker['kind'], unit: string, rows: RawBuilder<unknown>) =>
    sql`select ${kind} as kind, ${sql.ref(unit)} as unit_id, count(*)::int as count ${rows} group by 2`
  // A year whose assessment began is closed to whoever comes, too.
  const into = plan.kind === 'VILLAGE_MERGE' ? [plan.into.id] : []
  const all = [
    found(
      'SLIPS',
      's.village_id',
      sql`from slip s where ${at('s')} and s.state in ('DRAFT', 'SUBMITTED', 'CONFIRMED', 'RETURNED')`,
    ),
    found(
      'QUARTER',
      'q.village_id',
      sql`from quarter q where ${at('q')} and q.state in ('CLOSED', 'PUBLIC')`,
    ),
    found(
      'DECLARATION',
      's.village_id',
      sql`from declaration_sheet s where ${at('s')} and s.state in ('SUBMITTED', 'CONFIRMED')
        and not exists (select 1 from rating r where r.region_id = s.region_id and r.village_id = s.village_id and r.year = s.year)`,
    ),
    found(
      'EXEMPTION',
      'b.village_id',
      sql`from exemption e join book b on b.region_id = e.region_id and b.id = e.book_id where ${at('e')} and e.state = 'APPLIED'`,
    ),
    found(
      'YEAR_END',
      'y.village_id',
      sql`from year_end_sheet y where y.region_id = ${by.regionId} and (${at('y')} or y.village_id = any(${into}::uuid[])) and y.state <> 'DETERMINED'`,
    ),
    found(
      'YEAR_END',
      'r.village_id',
      sql`from rating r join book b on b.region_id = r.region_id and b.id = r.book_id and not b.exempt
        where r.region_id = ${by.regionId} and (${at('r')} or r.village_id = any(${into}::uuid[])) and r.confirmed_at is null`,
    ),
    found(
      'MEETING',
      'd.township_id',
      sql`from determination d where d.region_id = ${by.regionId} and d.township_id = any(${ending}::uuid[]) and d.state <> 'CONFIRMED'`,
    ),
    found(
      'REMOVAL',
      'b.village_id',
      sql`from star_removal m join book b on b.region_id = m.region_id and b.id = m.book_id
        where ${at('m')} and m.state in ('PROPOSED', 'DECIDED', 'PUBLIC_NOTICE', 'NOTICE_CLOSED')`,
    ),
    found('NOTICE', 'n.unit_id', sql`from notice n where ${at('n')} and n.state = 'PUBLISHED'`),
    found(
      'OBJECTION',
      'n.unit_id',
      sql`from objection o join notice n on n.region_id = o.region_id and n.id = o.notice_id where ${at('o')} and o.answered_at is null`,
    ),
    found(
      'WEAK',
      'w.village_id',
      sql`from weak_case w where w.region_id = ${by.regionId} and w.village_id = any(${ending}::uuid[]) and w.state not in ('DISMISSED', 'CLOSED')`,
    ),
    found(
      'SCHEME',
      's.township_id',
      sql`from scheme_version v join scheme s on s.region_id = v.region_id and s.id = v.scheme_id
        where s.region_id = ${by.regionId} and s.township_id = any(${ending}::uuid[]) and v.state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')`,
    ),
    found(
      'YEAR_OVER',
      'o.village_id',
      sql`from (select q.village_id, q.year from quarter q where q.region_id = ${by.regionId} and q.village_id = any(${into}::uuid[])
          group by 1, 2 having not bool_or(q.state = 'OPEN')) o
        where exists (select 1 from quarter q where ${at('q')} and q.year = o.year and q.state = 'OPEN')`,
    ),
  ]
  const { rows } = await sql<Blocker>`
    select f.kind, u.short_name as "unitName", sum(f.count)::int as count
    from (${sql.join(all, sql` union all `)}) f join unit u on u.region_id = ${by.regionId} and u.id = f.unit_id
    group by 1, 2, u.path order by u.path, 1`.execute(tx)
  return rows
}
