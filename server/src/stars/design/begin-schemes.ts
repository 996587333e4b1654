import type { SchemeDocument } from '@xinghe/contract/schemes'
import { type Subject, type VillageType, villageTypes } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import type { Tx } from '../../platform/tx.ts'
import { planRow, ruleRows, starRows } from './document.ts'

/** A township has one scheme a year for organisations and one for members, or one for each type of its villages. The stored name is by the program's word, which no county changes. */
export const schemeName = (villageType: VillageType | null): string =>
  villageType ? villageTypes[villageType] : '全镇'

export interface Beginning {
  township: { id: string; name: string; path: string }
  subject: Subject
  year: number
  document: SchemeDocument
}
/**
 * Writes first drafts, for one township or for all; whoever calls has permitted it, and seen that there is none yet (a
 * constraint holds it too). Answers the versions' ids in the same order.
 */
export async function beginSchemes(tx: Tx, by: Actor, list: readonly Beginning[]): Promise<string[]> {
  const drafts = list.map((one) => ({
    ...one,
    schemeId: newId(),
    key: { region_id: by.regionId, path: one.township.path, version_id: newId() },
  }))
  await insertRows(
    tx,
    'scheme',
    drafts.map(({ township, subject, year, document, schemeId, key: { version_id, ...key } }) => ({
      ...key,
      id: schemeId,
      township_id: township.id,
      township_name: township.name,
      subject,
      year,
      name: schemeName(document.villageType),
    })),
  )
  await insertRows(
    tx,
    'scheme_version',
    drafts.map(({ document, schemeId, key: { version_id, ...key } }) => ({
      ...key,
      ...planRow(document),
      id: version_id,
      scheme_id: schemeId,
      version: 1,
      state: 'DRAFT',
      effective_quarter: 1,
      created_at: by.now,
    })),
  )
  await insertRows(
    tx,
    'scheme_star',
    drafts.flatMap(({ key, document }) => starRows(key, document)),
  )
  await insertRows(
    tx,
    'scheme_rule',
    drafts.flatMap(({ key, document }) => ruleRows(key, document)),
  )
  await audit(
    tx,
    by,
    'schemes.created',
    drafts.map(({ key, document }) => ({
      path: key.path,
      subjectKind: 'scheme_version',
      subjectId: key.version_id,
      note: document.title,
    })),
  )
  return drafts.map(({ key }) => key.version_id)
}
