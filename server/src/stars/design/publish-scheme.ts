import type { InputOf } from '@xinghe/contract/route'
import type { publishScheme as route } from '@xinghe/contract/schemes'
import { quarterOf, yearOf } from '@xinghe/contract/values'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { openBooks } from '../../points/index.ts'
import { settle } from '../../work/index.ts'
import { layOutSheets } from '../declare/open-sheets.ts'
import { archiveReplaced } from './in-force.ts'
import { type Version, versionFor } from './load.ts'

/**
 * Publishes: books of the township's villages and members are opened and kept under the version once it is in force,
 * and the declaration sheets of its subject are laid out.
 */
export async function publishScheme(tx: Tx, by: Actor, { id }: InputOf<typeof route>): Promise<{ ok: true }> {
  const version = await versionFor(tx, by, id, 'publish')
  const effectiveQuarter = version.version === 1 ? 1 : await quarterOfRevision(tx, by, version)
  await tx
    .updateTable('scheme_version')
    .set({ state: 'PUBLISHED', published_at: by.now, effective_quarter: effectiveQuarter })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'schemes.published', {
    path: version.path,
    subjectKind: 'scheme_version',
    subjectId: id,
    note: effectiveQuarter > 1 ? `自第 ${effectiveQuarter} 季度起生效` : null,
  })
  await settle(tx, by, 'scheme_version', id)
  const place = { townshipId: version.township_id, year: version.year }
  await archiveReplaced(tx, by, place)
  await openBooks(tx, by, place)
  await layOutSheets(tx, by, { ...place, subject: version.subject })
  return { ok: true }
}

/** 依据: a change after the first point takes effect with the next quarter, so that entries of one quarter have one version. */
async function quarterOfRevision(tx: Tx, by: Actor, version: Version): Promise<number> {
  const used = await tx
    .selectFrom('scheme_version')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('scheme_id', '=', version.scheme_id)
    .where('state', '=', 'LOCKED')
    .executeTakeFirst()
  if (version.year > yearOf(by.today)) return 1
  const quarter = (version.year < yearOf(by.today) ? 4 : quarterOf(by.today)) + (used ? 1 : 0)
  if (quarter > 4) throw new Refusal('schemes.too_late')
  return quarter
}
