import type { InputOf } from '@xinghe/contract/route'
import { missingIn } from '@xinghe/contract/scheme-check'
import type { submitScheme as route, SchemeDocument } from '@xinghe/contract/schemes'
import { dueAfter } from '@xinghe/contract/workdays'
import { categoryNames, getRoot, getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue, readSetting, workCalendar } from '../../work/index.ts'
import { documentOf } from './document.ts'
import { schemeTitle, type Version, versionFor } from './load.ts'

/** Hands a complete draft to the organisation department; refuses with what is missing. */
export async function submitScheme(tx: Tx, by: Actor, { id }: InputOf<typeof route>): Promise<{ ok: true }> {
  const version = await versionFor(tx, by, id, 'submit')
  const document = await documentOf(tx, version)
  const missing = missingIn(document, (await categoryNames(tx, by)).MEMBER)
  if (missing.length > 0)
    throw new Refusal('schemes.incomplete', { first: missing[0]?.zh, count: missing.length, missing })
  if (version.version > 1) await refuseLostElectives(tx, by, version, document)
  await tx
    .updateTable('scheme_version')
    .set({ state: 'SUBMITTED', submitted_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'schemes.submitted', {
    path: version.path,
    subjectKind: 'scheme_version',
    subjectId: id,
  })
  const root = await getRoot(tx, by)
  const township = await getUnit(tx, by, version.township_id)
  await queue(tx, by, {
    kind: 'SCHEME_REVIEW',
    subjectKind: 'scheme_version',
    subjectId: id,
    path: version.path,
    title: schemeTitle(version, township.name),
    unitId: root.id,
    post: 'ORG_DEPARTMENT',
    dueOn: dueAfter(
      await workCalendar(tx, by),
      by.today,
      await readSetting(tx, by, 'scheme.review_workdays'),
    ),
  })
  return { ok: true }
}

/** What a village or member declared must stay an elective in a later version. */
async function refuseLostElectives(
  tx: Tx,
  by: Actor,
  version: Version,
  document: SchemeDocument,
): Promise<void> {
  const chosen = await tx
    .selectFrom('book as b')
    .innerJoin('scheme_version as v', (join) =>
      join.onRef('v.region_id', '=', 'b.region_id').onRef('v.id', '=', 'b.version_id'),
    )
    .innerJoin('scheme_star as s', (join) =>
      join.onRef('s.region_id', '=', 'b.region_id').onRef('s.version_id', '=', 'b.version_id'),
    )
    .select(['s.code', 's.name'])
    .distinct()
    .where('b.region_id', '=', by.regionId)
    .where('b.year', '=', version.year)
    .where('v.scheme_id', '=', version.scheme_id)
    .where((eb) =>
      eb.or([eb('s.code', '=', eb.ref('b.elective_a')), eb('s.code', '=', eb.ref('b.elective_b'))]),
    )
    .execute()
  const lost = chosen.find(
    ({ code }) => !document.stars.some((star) => star.kind === 'ELECTIVE' && star.code === code),
  )
  if (lost) throw new Refusal('schemes.elective_in_use', { name: lost.name })
}
