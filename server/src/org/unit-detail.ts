import type { getUnitDetail as route } from '@xinghe/contract/org'
import { fills, type Post } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { MemberCategory, PartyOrgKind, UnitKind, VillageType } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import { may, within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'

/** A unit of the actor's subtree: posts in force, members of it and below by category, the units below. */
export async function getUnitDetail(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await tx
    .selectFrom('unit')
    .selectAll('unit')
    .where(within(by, 'org.read', 'unit'))
    .where('unit.id', '=', id)
    .executeTakeFirst()
  if (!unit) throw new Refusal('common.not_found')
  const parent = unit.parent_id
    ? await tx
        .selectFrom('unit')
        .select('name')
        .where('region_id', '=', by.regionId)
        .where('id', '=', unit.parent_id)
        .executeTakeFirst()
    : undefined
  const members = await tx
    .selectFrom('membership')
    .select(['category', sql<number>`count(*)`.as('count')])
    .where('region_id', '=', by.regionId)
    .where('last_on', 'is', null)
    .where('path', '>=', unit.path)
    .where('path', '<', `${unit.path}~`)
    .groupBy('category')
    .orderBy('category')
    .execute()
  const children = await sql<{ id: string; kind: UnitKind; name: string; members: number }>`
    select c.id, c.kind, c.name, count(m.id)::int as members
      from unit c left join membership m
        on m.region_id = c.region_id and m.path >= c.path and m.path < c.path || '~' and m.last_on is null
     where c.region_id = ${by.regionId} and c.parent_id = ${id} and c.last_on is null
     group by c.id, c.kind, c.name, c.path order by c.path`.execute(tx)
  const posts = await tx
    .selectFrom('post_holding as h')
    .innerJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 'h.region_id').onRef('p.id', '=', 'h.person_id'),
    )
    .leftJoin('substitution as s', (join) =>
      join
        .onRef('s.region_id', '=', 'h.region_id')
        .onRef('s.holding_id', '=', 'h.id')
        .on('s.first_on', '<=', by.today)
        .on('s.last_on', '>=', by.today)
        .on('s.ended_at', 'is', null),
    )
    .leftJoin('person as sub', (join) =>
      join.onRef('sub.region_id', '=', 's.region_id').onRef('sub.id', '=', 's.person_id'),
    )
    .select(['h.id', 'h.person_id', 'p.name', 'h.post', 'h.first_on', 'sub.name as substitute'])
    .where('h.region_id', '=', by.regionId)
    .where('h.unit_id', '=', id)
    .where('h.first_on', '<=', by.today)
    .where((eb) => eb.or([eb('h.last_on', 'is', null), eb('h.last_on', '>=', by.today)]))
    .orderBy('h.post')
    .orderBy('p.name_sort')
    .execute()
  // What is no more is only read.
  const open = unit.last_on === null
  const edits = open && may(by, 'org.edit', unit.path)
  return {
    id: unit.id,
    parentId: unit.parent_id,
    kind: unit.kind as UnitKind,
    name: unit.name,
    shortName: unit.short_name,
    partyOrgName: unit.party_org_name,
    partyOrgKind: unit.party_org_kind as PartyOrgKind | null,
    villageType: unit.village_type as VillageType | null,
    path: unit.path,
    firstOn: unit.first_on,
    lastOn: unit.last_on,
    parentName: parent?.name ?? null,
    members: members.map((one) => ({ category: one.category as MemberCategory, count: Number(one.count) })),
    children: children.rows,
    posts: posts.map((one) => ({
      id: one.id,
      personId: one.person_id,
      personName: one.name,
      post: one.post as Post,
      firstOn: one.first_on,
      substitute: one.substitute,
      canEnd:
        may(by, 'org.post', unit.path) && one.person_id !== by.personId && fills(by.post, one.post as Post),
    })),
    timeline: (await timelineOf(tx, by.regionId, 'unit', id)).map((one) => ({
      at: one.at.toISOString(),
      personName: one.person_name,
      post: one.post,
      action: one.action,
      note: one.note,
    })),
    can: [
      ...(edits ? (['edit', 'add_unit'] as const) : []),
      ...(open && may(by, 'org.post', unit.path) ? (['grant_post'] as const) : []),
      ...(open && may(by, 'people.edit', unit.path) ? (['add_person'] as const) : []),
    ],
  }
}
