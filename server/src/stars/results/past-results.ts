/** What was kept of the years before this program, as a list of its own: it has neither stars nor entries behind it. */
import type { dropPastResult as dropRoute, listPastResults as route } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { levelName, type OrgClass } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { may, permit, within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'

interface Row {
  id: string
  path: string
  person_id: string | null
  name: string
  village: string
  township: string
  level: number | null
  class: OrgClass | null
  doc_no: string | null
  noticed_on: string | null
  imported_by_name: string
  imported_at: Date
  count: number
}
/** Past results `r` of the actor's area, by the filters of the page. */
export function pastRows(
  by: Actor,
  { year, subject, townshipId, q }: Omit<InputOf<typeof route>, 'page' | 'size'>,
): RawBuilder<unknown> {
  return sql`from past_result r
    join unit v on v.region_id = r.region_id and v.id = r.village_id
    join unit t on t.region_id = r.region_id and t.id = r.township_id
    where ${within(by, 'results.read', 'r', { person: true })} and r.year = ${year} and r.subject = ${subject}
      ${townshipId ? sql`and r.township_id = ${townshipId}` : sql``}
      ${q ? sql`and (strpos(r.name, ${q}) > 0 or strpos(v.short_name, ${q}) > 0)` : sql``}`
}

/** Organisations by level, members in tree order. */
export async function listPastResults(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const order = input.subject === 'ORG' ? sql`r.level desc nulls last, r.path` : sql`r.path, r.name, r.id`
  const { rows } = await sql<Row>`
    select r.*, v.short_name as village, t.short_name as township, (count(*) over ())::int as count ${pastRows(by, input)}
    order by ${order} limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  return {
    total: rows[0]?.count ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      name: row.name,
      villageName: row.village,
      townshipName: row.township,
      level: row.level,
      class: row.class,
      docNo: row.doc_no,
      noticedOn: row.noticed_on,
      importedBy: row.imported_by_name,
      importedAt: row.imported_at.toISOString(),
      canDrop: may(by, 'imports.make', row.path) && row.person_id !== by.personId,
    })),
  }
}

/** Takes one out that was kept of the wrong village, member or year. */
export async function dropPastResult(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof dropRoute>,
): Promise<AnswerIn<typeof dropRoute>> {
  const row = await tx
    .selectFrom('past_result')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  permit(tx, by, 'imports.make', row.path)
  if (row.person_id === by.personId) throw new Refusal('common.own_matter')
  await tx.deleteFrom('past_result').where('region_id', '=', by.regionId).where('id', '=', id).execute()
  await audit(tx, by, 'results.past_dropped', {
    path: row.path,
    subjectKind: row.person_id ? 'person' : 'unit',
    subjectId: row.person_id ?? row.village_id,
    note: `${row.year}年度${levelName(row.level)}：${reason}`,
  })
  return { ok: true }
}
