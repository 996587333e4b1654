import type { findPeople as route } from '@xinghe/contract/personal'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import type { Tx } from '../platform/tx.ts'
import { people, personColumns, personRows } from './people-rows.ts'
import { idNumberHash, phoneHash } from './personal.ts'

/** By a whole ID number or telephone. Written down without the number: asking is how one would try numbers out. */
export async function findPeople(
  tx: Tx,
  by: Actor,
  { number }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  permit(tx, by, 'people.read', by.path)
  const text = number.replace(/\s/g, '').toUpperCase()
  const found = await people(tx, by)
    .select(personColumns)
    .where((eb) =>
      eb.or([
        eb('p.id_number_hash', '=', idNumberHash(by.regionId, text)),
        eb('p.phone_hash', '=', phoneHash(by.regionId, text)),
      ]),
    )
    .orderBy('p.path')
    .orderBy('p.id')
    .limit(50)
    .execute()
  await audit(tx, by, 'access.sought', {
    path: by.path,
    subjectKind: 'unit',
    subjectId: by.unitId,
    note: `按号码查找，找到${found.length}人`,
  })
  return { rows: await personRows(tx, by, found) }
}
