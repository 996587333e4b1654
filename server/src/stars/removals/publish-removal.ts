import { type RemovalBasis, removalBases, type publishRemoval as route } from '@xinghe/contract/removals'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { levelName, type OrgClass, orgClasses } from '@xinghe/contract/words'
import { publishNotices } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { permit } from '../../platform/permit.ts'
import type { Tx } from '../../platform/tx.ts'
import { readSetting, settle } from '../../work/index.ts'
import { lockRemoval, stateAfter } from './load.ts'

/** Publishes a decided removal for the lawful days; the reason goes out as its basis, details stay in the file. */
export async function publishRemoval(
  tx: Tx,
  by: Actor,
  { id, contact }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const removal = await lockRemoval(tx, by, { id })
  permit(tx, by, 'notices.publish', removal.township_path)
  const state = stateAfter(removal, 'publish')
  const committee = removal.committee ?? `${removal.township_name}党委`
  const [published] = await publishNotices(tx, by, [
    {
      kind: 'REMOVAL',
      unit: { id: removal.township_id, path: removal.township_path },
      year: removal.year,
      subject: removal.subject as 'ORG' | 'MEMBER',
      sourceId: id,
      title: `关于调整${removal.name}${removal.year}年度星级的公示`,
      body: `因${removalBases[removal.basis as RemovalBasis]}，经${committee}${formatDay(removal.met_on as string)}会议研究（${removal.doc_no}），拟将${removal.name}${removal.year}年度星级由${levelName(removal.from_level)}降为${levelName(removal.to_level)}，现予公示。公示期内如有异议，请以真实姓名书面反映。`,
      contact,
      startsOn: by.today,
      workdays: await readSetting(tx, by, 'notice.workdays'),
      lines: [
        {
          bookId: removal.book_id,
          path: removal.path,
          unitName: removal.village_name,
          subjectName: removal.name,
          total: removal.total ?? 0,
          level: removal.to_level,
          class: removal.to_class,
          lit: removal.lit,
          colours: removal.colours,
          remark: `原${levelName(removal.from_level)}${removal.from_class ? `（${orgClasses[removal.from_class as OrgClass]}）` : ''}`,
        },
      ],
    },
  ])
  const noticeId = published?.id as string
  await tx
    .updateTable('star_removal')
    .set({ state, notice_id: noticeId, notice_closed_on: null })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  // While it runs the notice itself waits in the queue.
  await settle(tx, by, 'star_removal', id)
  await audit(tx, by, 'removals.noticed', {
    path: removal.path,
    subjectKind: 'star_removal',
    subjectId: id,
    note: published?.number ?? null,
  })
  return { noticeId }
}
