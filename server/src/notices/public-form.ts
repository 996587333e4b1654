import type { NoticeKind, NoticeState, PublicNotice } from '@xinghe/contract/notices'
import type { Subject } from '@xinghe/contract/words'
import type { Visitor } from '../platform/route.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSetting } from '../work/index.ts'
import type { Clock, NoticeRow } from './notice-rows.ts'

export const regionName = async (tx: ReadTx, regionId: number): Promise<string | undefined> =>
  (await tx.selectFrom('region').select('name').where('id', '=', regionId).executeTakeFirst())?.name

const others = (tx: ReadTx, regionId: number) =>
  tx
    .selectFrom('notice')
    .select(['number', 'title', 'public_code', 'starts_on'])
    .where('region_id', '=', regionId)

type Other = Awaited<ReturnType<ReturnType<typeof others>['executeTakeFirstOrThrow']>>
const link = ({ number, title, public_code, starts_on }: Other) => ({
  number,
  title,
  publicCode: public_code,
  startsOn: starts_on,
})

/** What anybody may read of a notice, without its lines. */
export async function publicForm(
  tx: ReadTx,
  row: NoticeRow,
  today: Visitor['today'],
  clock: Clock,
): Promise<Omit<PublicNotice, 'lines'>> {
  const earlier = row.amends_id
    ? await others(tx, row.region_id).where('id', '=', row.amends_id).executeTakeFirst()
    : undefined
  const later = await others(tx, row.region_id)
    .where('amends_id', '=', row.id)
    .where('state', '<>', 'WITHDRAWN')
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const open = row.state === 'PUBLISHED' && row.starts_on <= today && row.ends_on >= today
  return {
    number: row.number,
    kind: row.kind as NoticeKind,
    regionName: (await regionName(tx, row.region_id)) ?? '',
    unitName: row.unit_name,
    issuer: row.issuer,
    title: row.title,
    body: row.body,
    contact: row.contact,
    year: row.year,
    quarter: row.quarter,
    subject: row.subject as Subject | null,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    workdays: row.workdays,
    state: row.state as NoticeState,
    publicCode: row.public_code,
    headCode: row.head_code,
    closedOn: row.closed_on,
    withdrawReason: row.withdraw_reason,
    open,
    daysLeft: open ? clock(row.starts_on, row.ends_on).daysLeft : null,
    answerWorkdays: await readSetting(tx, { regionId: row.region_id }, 'objection.answer_workdays'),
    amends: earlier ? link(earlier) : null,
    amendedBy: later ? link(later) : null,
  }
}
