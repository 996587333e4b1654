import { standingStates } from '@xinghe/contract/results'
import { formatDay } from '@xinghe/contract/values'
import type { WeakReason } from '@xinghe/contract/weak'
import { levelName } from '@xinghe/contract/words'
import { workKinds } from '@xinghe/contract/work'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'

interface Found {
  village_id: string
  criterion: 'VETO' | 'LOW_LEVEL' | 'OBJECTION' | 'OVERDUE'
  ref_kind: 'book' | 'objection' | 'work_item'
  ref_id: string
  name: string
  note: string | null
  day: string | null
  n: number | null
}
export interface Signal {
  villageId: string
  townshipId: string
  path: string
  orgName: string
  townshipName: string
  reasons: WeakReason[]
}
export interface Thresholds {
  vetoes: number
  level: number
  objections: number
  overdue: number
}
export async function thresholdsOf(tx: ReadTx, by: Actor): Promise<Thresholds> {
  const set = await readSettings(tx, by, [
    'weak.vetoes',
    'weak.level',
    'weak.objections',
    'weak.overdue_steps',
  ])
  return {
    vetoes: set['weak.vetoes'],
    level: set['weak.level'],
    objections: set['weak.objections'],
    overdue: set['weak.overdue_steps'],
  }
}
export const criteriaInWords = ({ vetoes, level, objections, overdue }: Thresholds): string[] => [
  `两年内党组织和党员一票否决不少于${vetoes}件`,
  `最近一次评定不高于${levelName(level)}，或不予评星`,
  `超期未答复的异议不少于${objections}件`,
  `超期未办的工作不少于${overdue}件`,
]

const textOf = ({ criterion, name, note, day, n }: Found): string =>
  criterion === 'VETO'
    ? `${formatDay(day ?? '')}${name}被一票否决：${note}`
    : criterion === 'LOW_LEVEL'
      ? `${note}年度评定为${levelName(n)}`
      : criterion === 'OBJECTION'
        ? `异议应于${formatDay(day ?? '')}前答复，至今未答复`
        : `“${workKinds[note as keyof typeof workKinds]?.label ?? name}”应于${formatDay(day ?? '')}前办结，至今未办`

/** Organisations of the actor's area that meet a criterion today, all in one statement; `villageIds` narrows. */
export async function signalsOf(
  tx: ReadTx,
  by: Actor,
  only: { villageIds?: readonly string[]; townshipId?: string | undefined } = {},
): Promise<Signal[]> {
  const limit = await thresholdsOf(tx, by)
  const { rows } = await sql<
    Found & { township_id: string; path: string; org_name: string; township: string }
  >`
    with village as (
      select u.id, u.parent_id as township_id, u.path, coalesce(u.party_org_name, u.short_name) as org_name, t.short_name as township
        from unit u join unit t on t.region_id = u.region_id and t.id = u.parent_id
       where ${within(by, 'weak.suspect', 'u')} and u.kind in ('VILLAGE', 'COMMUNITY') and u.last_on is null
         ${only.villageIds ? sql`and u.id = any(${[...only.villageIds]}::uuid[])` : sql``}
         ${only.townshipId ? sql`and u.parent_id = ${only.townshipId}` : sql``}
    ), latest as (
      select distinct on (r.village_id) r.village_id, r.book_id, r.year, r.final_level
        from rating r join village on village.id = r.village_id
       where r.region_id = ${by.regionId} and r.subject = 'ORG' and r.state = any(${[...standingStates]}::text[])
       order by r.village_id, r.year desc
    ), found as (
      select b.village_id, 'VETO' as criterion, 'book' as ref_kind, b.id as ref_id, b.name, v.reason as note, v.happened_on as day,
             null::int as n, count(*) over (partition by b.village_id) as times, ${limit.vetoes}::int as needed
        from veto v join book b on b.region_id = v.region_id and b.id = v.book_id
       where v.region_id = ${by.regionId} and v.lifted_at is null and v.happened_on > ${by.today}::date - interval '2 years'
      union all
      select village_id, 'LOW_LEVEL', 'book', book_id, '', year::text, null, final_level, 1, 1
        from latest where final_level is null or final_level <= ${limit.level}
      union all
      select village.id, 'OBJECTION', 'objection', o.id, '', null, o.due_on, null,
             count(*) over (partition by village.id), ${limit.objections}
        from objection o join village on o.path >= village.path and o.path < village.path || '~'
       where o.region_id = ${by.regionId} and o.answered_at is null and o.due_on < ${by.today}
      union all
      select village.id, 'OVERDUE', 'work_item', w.id, w.title, w.kind, w.due_on, null,
             count(*) over (partition by village.id), ${limit.overdue}
        from work_item w join village on w.path >= village.path and w.path < village.path || '~'
       where w.region_id = ${by.regionId} and w.due_on < ${by.today} and w.subject_kind not in ('weak_case', 'objection')
    )
    select f.*, v.township_id, v.path, v.org_name, v.township from found f join village v on v.id = f.village_id
     where f.times >= f.needed order by v.path, f.criterion desc, f.day, f.ref_id`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.village_id)].map(([villageId, found]) => {
    const [first] = found as [(typeof rows)[number]]
    return {
      villageId,
      townshipId: first.township_id,
      path: first.path,
      orgName: first.org_name,
      townshipName: first.township,
      reasons: found.map((one) => ({
        criterion: one.criterion,
        text: textOf(one),
        refKind: one.ref_kind,
        refId: one.ref_id,
      })),
    }
  })
}
