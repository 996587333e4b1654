import type {
  listPublicNotices as listRoute,
  NoticeKind,
  ObjectionState,
  readPublicNotice as readRoute,
  listPublicRegions as regionsRoute,
  trackObjection as trackRoute,
} from '@xinghe/contract/notices'
import { regionOfCode } from '@xinghe/contract/public-code'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { Refusal } from '../platform/refusal.ts'
import type { Visitor } from '../platform/route.ts'
import type { ReadTx } from '../platform/tx.ts'
import { clockOf, workCalendar } from '../work/index.ts'
import { linesOf, noticesWithCounts } from './notice-rows.ts'
import { publicForm, regionName } from './public-form.ts'

/** A notice as it hangs on the board. 依据: domain E3, no personal data but the name; keys of books stay inside. */
export async function readPublicNotice(
  tx: ReadTx,
  { today }: Visitor,
  { code }: InputOf<typeof readRoute>,
): Promise<AnswerIn<typeof readRoute>> {
  const regionId = regionOfCode({ code }) as number
  const row = await noticesWithCounts(tx, regionId)
    .where('n.public_code', '=', code.toUpperCase())
    .executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  const clock = clockOf(await workCalendar(tx, { regionId }), today)
  const lines = await linesOf(tx, regionId, row.id)
  return {
    ...(await publicForm(tx, row, today, clock)),
    lines: lines.map(({ bookId: _, ...line }) => line),
  }
}

/** The counties of this installation by number: whoever comes without a code chooses his own. */
export const listPublicRegions = (tx: ReadTx): Promise<AnswerIn<typeof regionsRoute>> =>
  tx.selectFrom('region').select(['id', 'name']).orderBy('id').execute()

/** What runs in a county today, what ends first at the top. */
export async function listPublicNotices(
  tx: ReadTx,
  { today }: Visitor,
  { region }: InputOf<typeof listRoute>,
): Promise<AnswerIn<typeof listRoute>> {
  const name = await regionName(tx, region)
  if (!name) throw new Refusal('common.not_found')
  const rows = await tx
    .selectFrom('notice as n')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'n.region_id').onRef('u.id', '=', 'n.unit_id'),
    )
    .innerJoin('unit as p', (join) =>
      join.onRef('p.region_id', '=', 'u.region_id').onRef('p.id', '=', 'u.parent_id'),
    )
    .select(['n.number', 'n.title', 'n.kind', 'n.starts_on', 'n.ends_on', 'n.public_code'])
    .select(['u.short_name as unit', 'u.kind as unit_kind', 'p.short_name as parent'])
    .where('n.region_id', '=', region)
    .where('n.state', '=', 'PUBLISHED')
    .where('n.starts_on', '<=', today)
    .where('n.ends_on', '>=', today)
    .orderBy('n.ends_on')
    .orderBy('n.path')
    .orderBy('n.number')
    .limit(500)
    .execute()
  const clock = clockOf(await workCalendar(tx, { regionId: region }), today)
  return {
    regionName: name,
    rows: rows.map((row) => ({
      number: row.number,
      title: row.title,
      kind: row.kind as NoticeKind,
      unitName: row.unit,
      townshipName: ['VILLAGE', 'COMMUNITY'].includes(row.unit_kind) ? row.parent : row.unit,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      daysLeft: clock(row.starts_on, row.ends_on).daysLeft ?? 0,
      publicCode: row.public_code,
    })),
  }
}

/** How my objection stands. The code was told to the objector only. */
export async function trackObjection(
  tx: ReadTx,
  _: Visitor,
  { code }: InputOf<typeof trackRoute>,
): Promise<AnswerIn<typeof trackRoute>> {
  const row = await tx
    .selectFrom('objection as o')
    .innerJoin('notice as n', (join) =>
      join.onRef('n.region_id', '=', 'o.region_id').onRef('n.id', '=', 'o.notice_id'),
    )
    .select(['n.title', 'n.public_code', 'n.contact', 'o.raised_at', 'o.investigated_at', 'o.due_on'])
    .select(['o.state', 'o.answer', 'o.answered_at'])
    .where('o.region_id', '=', regionOfCode({ code }) as number)
    .where('o.tracking_code', '=', code.toUpperCase())
    .executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  return {
    noticeTitle: row.title,
    noticeCode: row.public_code,
    raisedAt: row.raised_at.toISOString(),
    investigatedAt: row.investigated_at?.toISOString() ?? null,
    dueOn: row.due_on,
    state: row.state as ObjectionState,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.contact,
  }
}
