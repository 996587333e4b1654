import type { raiseObjection as route } from '@xinghe/contract/notices'
import { codeOf, regionOfCode } from '@xinghe/contract/public-code'
import type { InputOf } from '@xinghe/contract/route'
import { dueAfter } from '@xinghe/contract/workdays'
import { getRoot } from '../org/index.ts'
import { systemActor } from '../platform/actor.ts'
import { audit, nothingToTell } from '../platform/audit.ts'
import { newId, shortCode } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Visitor } from '../platform/route.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, readSetting, workCalendar } from '../work/index.ts'

export interface Raised {
  id: string
  bookId: string | null
  noticeId: string
  path: string
  trackingCode: string
  dueOn: string
  /** False: the same words of the same person came before, and this is the answer of then. */
  isNew: boolean
}
/** The line by its number on the board, or by its book. */
type Input = Omit<InputOf<typeof route>, 'seq'> & { seq?: number | null | undefined; bookId?: string | null }

/** An hour's objections to one notice; more is a machine. No source: no village writes thirty letters an hour. */
const hourly = 30

async function openNotice(tx: Tx, regionId: number, { today }: Visitor, code: string) {
  const notice = await tx
    .selectFrom('notice')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('public_code', '=', code.trim().toUpperCase())
    .forUpdate()
    .executeTakeFirst()
  if (!notice) throw new Refusal('common.not_found')
  if (notice.state !== 'PUBLISHED' || notice.starts_on > today || notice.ends_on < today)
    throw new Refusal('notices.not_running')
  return notice
}

async function lineFor(tx: Tx, regionId: number, noticeId: string, { seq, bookId }: Input) {
  if (!seq && !bookId) return undefined
  const line = await tx
    .selectFrom('notice_line')
    .select(['book_id', 'path', 'subject_name'])
    .where('region_id', '=', regionId)
    .where('notice_id', '=', noticeId)
    .$if(!!seq, (query) => query.where('seq', '=', seq as number))
    .$if(!!bookId, (query) => query.where('book_id', '=', bookId as string))
    .executeTakeFirst()
  if (!line) throw new Refusal('notices.no_such_line')
  return line
}

const objectionsTo = (tx: Tx, regionId: number, noticeId: string) =>
  tx.selectFrom('objection').where('region_id', '=', regionId).where('notice_id', '=', noticeId)

/** Where the matter waits: the township, also when the notice is a village's. */
async function officeOf(tx: Tx, regionId: number, unitId: string): Promise<string> {
  const unit = await tx
    .selectFrom('unit')
    .select(['id', 'kind', 'parent_id'])
    .where('region_id', '=', regionId)
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow()
  return unit.kind === 'VILLAGE' || unit.kind === 'COMMUNITY' ? (unit.parent_id as string) : unit.id
}

/** Takes an objection from the public page while the notice runs; it waits with the township for investigation. */
export async function raiseObjection(tx: Tx, visitor: Visitor, input: Input): Promise<Raised> {
  const { code, name, contact, content } = input
  const regionId = regionOfCode({ code })
  if (regionId === undefined) throw new Refusal('common.not_found')
  // The lock puts two presses of one button one after the other.
  const notice = await openNotice(tx, regionId, visitor, code)
  const line = await lineFor(tx, regionId, notice.id, input)
  const place = { bookId: line?.book_id ?? null, noticeId: notice.id, path: line?.path ?? notice.path }
  const before = await objectionsTo(tx, regionId, notice.id)
    .select(['id', 'tracking_code', 'due_on'])
    .where('book_id', 'is not distinct from', place.bookId)
    .where('objector_name', '=', name)
    .where('objector_contact', '=', contact)
    .where('content', '=', content)
    .executeTakeFirst()
  if (before) {
    // Sent twice: it was written down the first time.
    nothingToTell(tx)
    return { ...place, id: before.id, trackingCode: before.tracking_code, dueOn: before.due_on, isNew: false }
  }
  const lately = await objectionsTo(tx, regionId, notice.id)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('raised_at', '>', new Date(visitor.now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow()
  if (Number(lately.count) >= hourly) throw new Refusal('common.too_many')

  const by = systemActor(regionId, await getRoot(tx, { regionId }), visitor.now)
  const answerWorkdays = await readSetting(tx, by, 'objection.answer_workdays')
  const raised: Raised = {
    ...place,
    id: newId(),
    trackingCode: codeOf(regionId, shortCode(10)),
    dueOn: dueAfter(await workCalendar(tx, by), visitor.today, answerWorkdays),
    isNew: true,
  }
  await tx
    .insertInto('objection')
    .values({
      region_id: regionId,
      id: raised.id,
      notice_id: notice.id,
      book_id: raised.bookId,
      path: raised.path,
      tracking_code: raised.trackingCode,
      objector_name: name,
      objector_contact: contact,
      content,
      raised_at: visitor.now,
      due_on: raised.dueOn,
      state: 'RAISED',
    })
    .execute()
  await queue(tx, by, {
    kind: 'OBJECTION_INVESTIGATE',
    subjectKind: 'objection',
    subjectId: raised.id,
    path: raised.path,
    title: `对“${line?.subject_name ?? notice.title}”的异议`,
    unitId: await officeOf(tx, regionId, notice.unit_id),
    post: 'TOWNSHIP_CLERK',
    dueOn: raised.dueOn,
  })
  // 依据: the objector's name stays with the investigators; the timeline says only that an objection came.
  await audit(tx, { ...by, name: '群众', traceId: visitor.traceId, address: visitor.ip }, 'objection.raise', {
    path: raised.path,
    subjectKind: 'objection',
    subjectId: raised.id,
  })
  return raised
}
