import type { InputOf } from '@xinghe/contract/route'
import type { fillScheme as fillRoute, saveScheme as route, SchemeDocument } from '@xinghe/contract/schemes'
import { refuseOff } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal, refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { schemeName } from './begin-schemes.ts'
import { refuseSecond } from './create-scheme.ts'
import { planRow, refuseBroken, writeStars } from './document.ts'
import { type Version, versionFor } from './load.ts'
import { documentFrom } from './source.ts'

/** Saves a draft or a returned version: the whole document replaces the old one. */
export async function saveScheme(
  tx: Tx,
  by: Actor,
  { id, document }: InputOf<typeof route>,
): Promise<{ ok: true }> {
  const version = await versionFor(tx, by, id, 'save')
  await write(tx, by, version, document)
  await audit(tx, by, 'schemes.saved', { path: version.path, subjectKind: 'scheme_version', subjectId: id })
  return { ok: true }
}

/** Puts another scheme's stars, rules and thresholds into a draft; its own title and scope stay. */
export async function fillScheme(
  tx: Tx,
  by: Actor,
  { id, from }: InputOf<typeof fillRoute>,
): Promise<{ ok: true }> {
  const version = await versionFor(tx, by, id, 'save')
  const document = await documentFrom(tx, by, version.subject, from)
  await write(tx, by, version, {
    ...document,
    title: version.title,
    docNo: version.doc_no,
    villageType: version.village_type as SchemeDocument['villageType'],
  })
  await audit(tx, by, 'schemes.filled', {
    path: version.path,
    subjectKind: 'scheme_version',
    subjectId: id,
    note: document.title,
  })
  return { ok: true }
}

async function write(tx: Tx, by: Actor, version: Version, document: SchemeDocument): Promise<void> {
  if (document.subject !== version.subject) throw new Refusal('schemes.wrong_subject')
  refuseBroken(document)
  if (document.villageType !== version.village_type) await changeScope(tx, by, version, document)
  await tx
    .updateTable('scheme_version')
    .set(planRow(document))
    .where('region_id', '=', by.regionId)
    .where('id', '=', version.id)
    .execute()
  await writeStars(tx, by, version, document)
}

async function changeScope(
  tx: Tx,
  by: Actor,
  version: Version,
  { villageType }: SchemeDocument,
): Promise<void> {
  // Books of an earlier version must not lose their scheme.
  if (version.version > 1) throw refuseField('document.villageType', '新版不能改变适用范围')
  await refuseOff(tx, by, 'VILLAGE', [villageType])
  await refuseSecond(tx, by, {
    townshipId: version.township_id,
    subject: version.subject,
    year: version.year,
    villageType,
  })
  await tx
    .updateTable('scheme')
    .set({ name: schemeName(villageType) })
    .where('region_id', '=', by.regionId)
    .where('id', '=', version.scheme_id)
    .execute()
}
