import type { circularErrors, editCircular as route } from '@xinghe/contract/circulars'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { personalDataIn } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit, changes } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { type CircularRecord, circularFor } from './load.ts'
import { leftOutOf } from './results-of.ts'
import { holdsFigures } from './text.ts'

type Code = keyof typeof circularErrors
export const refuseAt = (path: string, code: Code, details?: Record<string, unknown>): Refusal =>
  new Refusal(code, details, [{ path, message: new Refusal(code, details).zh }])

export async function editCircular(
  tx: Tx,
  by: Actor,
  { id, ...typed }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const before = await circularFor(tx, by, id, 'edit')
  const texts = {
    title: '标题',
    addressees: '主送',
    body: '正文',
    copies: '抄送',
    office: '印发机关',
  } as const
  for (const [field, where] of Object.entries(texts)) {
    const what = personalDataIn(typed[field as keyof typeof texts] ?? '')
    if (what) throw refuseAt(field, 'circulars.personal_data', { where, what })
  }
  if (!holdsFigures(typed.body)) throw refuseAt('body', 'circulars.figures_missing')
  if (typed.issuedOn && typed.issuedOn > by.today) throw refuseAt('issuedOn', 'circulars.day_late')
  await refuseTaken(tx, by, before, typed)
  const after = {
    doc_word: typed.docWord || null,
    doc_year: typed.docYear,
    doc_seq: typed.docSeq,
    title: typed.title,
    addressees: typed.addressees.replace(/[：:]$/, ''),
    body: typed.body,
    copies: typed.copies?.replace(/。$/, '') || null,
    issuer: typed.issuer,
    office: typed.office,
    issued_on: typed.issuedOn,
  }
  await tx
    .updateTable('circular')
    .set({ ...after, left_out: JSON.stringify(typed.leftOutIds) })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'circulars.edited', {
    path: before.path,
    subjectKind: 'circular',
    subjectId: id,
    detail: changes({ ...before, left_out: leftOutOf(before) }, { ...after, left_out: typed.leftOutIds }),
  })
  return { ok: true }
}

/** Said at the field; the constraint says it again to whoever types it at the same moment. */
async function refuseTaken(
  tx: Tx,
  by: Actor,
  { id, path }: CircularRecord,
  { docWord, docYear, docSeq }: Omit<InputOf<typeof route>, 'id'>,
): Promise<void> {
  if (!docWord || !docYear || !docSeq) return
  const other = await tx
    .selectFrom('circular')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('path', '=', path)
    .where('doc_word', '=', docWord)
    .where('doc_year', '=', docYear)
    .where('doc_seq', '=', docSeq)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (other) throw refuseAt('docSeq', 'circulars.number_taken')
}
