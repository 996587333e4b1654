import type { InputOf } from '@xinghe/contract/route'
import type { reviseScheme as route } from '@xinghe/contract/schemes'
import { quarterOf, yearOf } from '@xinghe/contract/values'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { documentOf, planRow, writeStars } from './document.ts'
import { versionFor } from './load.ts'

/** A new version of a published scheme, as a draft to change. Entries and quarters behind keep the old one. */
export async function reviseScheme(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<{ id: string }> {
  const version = await versionFor(tx, by, id, 'revise')
  if (
    version.state === 'LOCKED' &&
    (version.year < yearOf(by.today) || (version.year === yearOf(by.today) && quarterOf(by.today) === 4))
  )
    throw new Refusal('schemes.too_late')
  const newest = await tx
    .selectFrom('scheme_version')
    .select(['version', 'state'])
    .where('region_id', '=', by.regionId)
    .where('scheme_id', '=', version.scheme_id)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  if (newest.version > version.version) throw new Refusal('schemes.newer_draft', { version: newest.version })
  const document = await documentOf(tx, version)
  const made = { id: newId(), path: version.path }
  await tx
    .insertInto('scheme_version')
    .values({
      ...planRow(document),
      region_id: by.regionId,
      id: made.id,
      path: made.path,
      scheme_id: version.scheme_id,
      version: version.version + 1,
      state: 'DRAFT',
      effective_quarter: Math.min(
        4,
        version.state === 'LOCKED' ? quarterOf(by.today) + 1 : quarterOf(by.today),
      ),
      created_at: by.now,
    })
    .execute()
  await writeStars(tx, by, made, document)
  await audit(tx, by, 'schemes.revised', {
    path: made.path,
    subjectKind: 'scheme_version',
    subjectId: made.id,
    note: `在第 ${version.version} 版基础上修改`,
  })
  return { id: made.id }
}
