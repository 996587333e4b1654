import type { editPerson as route } from '@xinghe/contract/org'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import type { Tx } from '../platform/tx.ts'
import { nameSort, tidyName } from './add-people.ts'
import { lockPerson } from './lock-person.ts'
import { changedColumns } from './personal.ts'

/** Corrects what a person is. Values before are kept in the audit row, of numbers only that they were changed. */
export async function editPerson(tx: Tx, by: Actor, input: InputOf<typeof route>): Promise<{ ok: true }> {
  const person = await lockPerson(tx, by, input.id)
  permit(tx, by, 'people.edit', person.path)
  const name = tidyName(input.name)
  const next = { name, sex: input.sex ?? null, born_on: input.bornOn ?? null }
  await tx
    .updateTable('person')
    .set({
      ...next,
      name_sort: nameSort(name),
      ...changedColumns({ regionId: by.regionId, id: person.id }, input),
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', person.id)
    .execute()
  await audit(tx, by, 'org.person_edited', {
    path: person.path,
    subjectKind: 'person',
    subjectId: person.id,
    note: person.name === name ? null : `${person.name} 更名为 ${name}`,
    detail: {
      ...changes(person, next),
      ...(input.phone !== undefined && { phoneChanged: true }),
      ...(input.idNumber !== undefined && { idNumberChanged: true }),
      ...(input.bankAccount !== undefined && { bankAccountChanged: true }),
    },
  })
  return { ok: true }
}
