import { type CircularState, circularLifecycle, type getCircular as route } from '@xinghe/contract/circulars'
import { openActs } from '@xinghe/contract/lifecycle'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Subject } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { type CircularRecord, circularOf } from './load.ts'
import { leftOutOf, toldBy } from './results-of.ts'
import { numberOf } from './text.ts'

export const rowOf = (one: CircularRecord) => ({
  id: one.id,
  year: one.year,
  subject: one.subject as Subject,
  state: one.state as CircularState,
  townshipName: one.township_name,
  title: one.title,
  number: numberOf(one),
  issuer: one.issuer,
  issuedOn: one.issued_on,
  madeBy: one.made_by_name,
  madeAt: one.made_at.toISOString(),
})

export async function getCircular(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const one = await circularOf(tx, by, id)
  const told = await toldBy(tx, by, one)
  return {
    ...rowOf(one),
    docWord: one.doc_word,
    docYear: one.doc_year,
    docSeq: one.doc_seq,
    addressees: one.addressees,
    body: one.body,
    copies: one.copies,
    office: one.office,
    leftOutIds: leftOutOf(one),
    issuedBy: one.issued_by_name,
    figures: told.figures,
    count: told.rows.length,
    waiting: told.waiting,
    can: may(by, 'circulars.write', one.path) ? openActs(circularLifecycle, one.state as CircularState) : [],
  }
}
