import type {
  ChangeKind,
  ChangePart,
  ChangeRow,
  Figures,
  getUnitHistory as historyRoute,
  listChanges as route,
} from '@xinghe/contract/restructure'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { UnitKind } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'

interface Row {
  id: string
  kind: ChangeKind
  on_day: string
  doc_no: string
  reason: string
  figures: Figures
  done_by_name: string
  done_at: Date
  units: { unitId: string; part: ChangePart; before: string | null; after: string | null }[]
  all: number
}

/** Changes with those of their units that the reader may see. */
async function changes(
  tx: ReadTx,
  by: Actor,
  condition: RawBuilder<unknown>,
  page: RawBuilder<unknown> = sql``,
): Promise<{ rows: ChangeRow[]; total: number }> {
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.on_day, r.doc_no, r.reason, r.figures, r.done_by_name, r.done_at, c.units, (count(*) over ())::int as all
    from restructure r
    join lateral (select json_agg(json_build_object('unitId', u.unit_id, 'part', u.part, 'before', u.name_before, 'after', u.name_after) order by u.part, u.path) as units
      from restructure_unit u where ${within(by, 'org.read', 'u')} and u.restructure_id = r.id) c on c.units is not null
    where r.region_id = ${by.regionId} and ${condition}
    order by r.done_at desc, r.id desc ${page}`.execute(tx)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      onDay: row.on_day,
      docNo: row.doc_no,
      reason: row.reason,
      doneBy: row.done_by_name,
      doneAt: row.done_at.toISOString(),
      figures: row.figures,
      units: row.units,
    })),
    total: rows[0]?.all ?? 0,
  }
}

export async function listChanges(
  tx: ReadTx,
  by: Actor,
  { page, size }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  return changes(tx, by, sql`true`, sql`limit ${size} offset ${(page - 1) * size}`)
}

/** What a unit was called and where it stood, and what made it what it is. */
export async function getUnitHistory(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof historyRoute>,
): Promise<AnswerIn<typeof historyRoute>> {
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where(within(by, 'org.read', 'unit'))
    .where('unit.id', '=', id)
    .executeTakeFirst()
  if (!unit) throw new Refusal('common.not_found')
  const past = await tx
    .selectFrom('unit_past')
    .select(['first_on', 'last_on', 'name', 'party_org_name', 'parent_name'])
    .where('region_id', '=', by.regionId)
    .where('unit_id', '=', id)
    .orderBy('last_on')
    .execute()
  const closed = await tx
    .selectFrom('unit')
    .select(['id', 'kind', 'name', 'last_on'])
    .where(within(by, 'org.read', 'unit'))
    .where('parent_id', '=', id)
    .where('last_on', 'is not', null)
    .orderBy('path')
    .execute()
  const { rows } = await changes(
    tx,
    by,
    sql`exists (select 1 from restructure_unit o where o.region_id = r.region_id and o.restructure_id = r.id and o.unit_id = ${id})`,
  )
  return {
    past: past.map((one) => ({
      firstOn: one.first_on,
      lastOn: one.last_on,
      name: one.name,
      partyOrgName: one.party_org_name,
      parentName: one.parent_name,
    })),
    changes: rows,
    closed: closed.map((one) => ({
      id: one.id,
      kind: one.kind as UnitKind,
      name: one.name,
      lastOn: one.last_on as string,
    })),
  }
}
