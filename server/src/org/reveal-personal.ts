import {
  type PersonalKind,
  personalKinds,
  purposes,
  type revealPersonal as route,
} from '@xinghe/contract/personal'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { SealError } from '../platform/sealed.ts'
import type { Tx } from '../platform/tx.ts'
import { lockPerson } from './lock-person.ts'
import { openPersonal } from './personal.ts'
import { leaveView } from './record-views.ts'

/**
 * Whole numbers, in this one answer. One's own without a purpose; another's for whoever keeps the register, with a
 * purpose that stands in the audit trail, and a trace that the person himself reads.
 */
export async function revealPersonal(
  tx: Tx,
  by: Actor,
  { id, what, purpose, note }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const person = await lockPerson(tx, by, id)
  const own = id === by.personId
  permit(tx, by, own ? 'people.read' : 'personal.read', person.path)
  if (!own && (!purpose || (purpose === 'OTHER' && note.length < 2)))
    throw new Refusal('personal.purpose_needed')
  const whole = (kind: PersonalKind) =>
    what.includes(kind) ? openPersonal({ regionId: by.regionId, id }, kind, person) : null
  const answer = readable(() => ({
    idNumber: whole('ID_NUMBER'),
    phone: whole('PHONE'),
    bankAccount: whole('BANK_ACCOUNT'),
  }))
  const kinds = [...new Set(what)].map((kind) => personalKinds[kind]).join('、')
  const why = own ? '本人' : [purpose && purposes[purpose], note].filter(Boolean).join('：')
  await audit(tx, by, 'org.personal_revealed', {
    path: person.path,
    subjectKind: 'person',
    subjectId: id,
    note: `${kinds}（${why}）`,
  })
  await leaveView(tx, by, 'PERSONAL', sql`select ${id}::uuid as person_id, ${person.path}::text as path`)
  return answer
}

function readable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof SealError) throw new Refusal('personal.unreadable')
    throw error
  }
}
