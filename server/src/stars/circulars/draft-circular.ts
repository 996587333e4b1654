import type { draftCircular as route } from '@xinghe/contract/circulars'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type UnitKind, unitKinds } from '@xinghe/contract/words'
import { getRoot, getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { refuseNothing, resultsNow } from './results-of.ts'
import { usualText } from './text.ts'

/** A draft of the county's circular, or of a township's own, with the usual text. */
export async function draftCircular(
  tx: Tx,
  by: Actor,
  { year, subject, townshipId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await getUnit(tx, by, townshipId ?? by.unitId)
  permit(tx, by, 'circulars.write', area.path)
  const root = await getRoot(tx, by)
  const whole = area.id === root.id
  if (!whole && area.parent_id !== root.id) throw new Refusal('common.not_found')
  refuseNothing(
    { path: area.path, year, subject },
    await resultsNow(tx, by, { path: area.path, year, subject }, []),
  )
  // The issuer's word before its numbers is the same from paper to paper.
  const last = await tx
    .selectFrom('circular')
    .select('doc_word')
    .where('region_id', '=', by.regionId)
    .where('path', '=', area.path)
    .where('doc_word', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const id = newId()
  const kind = unitKinds[root.kind as UnitKind]
  await tx
    .insertInto('circular')
    .values({
      region_id: by.regionId,
      id,
      township_id: whole ? null : area.id,
      path: area.path,
      year,
      subject,
      state: 'DRAFT',
      doc_word: last?.doc_word ?? null,
      doc_year: Number(by.today.slice(0, 4)),
      ...usualText({
        year,
        subject,
        county: kind.length === 1 ? kind : '旗',
        countyName: root.name,
        ...(!whole && {
          township: { name: area.name, committee: area.party_org_name ?? `中共${area.name}委员会` },
        }),
      }),
      left_out: JSON.stringify([]),
      made_by_name: by.name,
      made_at: by.now,
    })
    .execute()
  await audit(tx, by, 'circulars.drafted', { path: area.path, subjectKind: 'circular', subjectId: id })
  return { id }
}
