import { emptyScheme, exampleScheme } from '@xinghe/contract/example-schemes'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { listSchemeSources as route, SchemeDocument, SchemeSource } from '@xinghe/contract/schemes'
import type { Subject } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { documentOf } from './document.ts'
import type { Version } from './load.ts'

/** Versions that were in force anywhere in the county: published schemes are open to every township to learn from. */
const published = (tx: ReadTx, by: Actor) =>
  tx
    .selectFrom('scheme_version as v')
    .innerJoin('scheme as s', (join) =>
      join.onRef('s.region_id', '=', 'v.region_id').onRef('s.id', '=', 'v.scheme_id'),
    )
    .where('v.region_id', '=', by.regionId)
    .where('v.state', 'in', ['PUBLISHED', 'LOCKED', 'ARCHIVED'])

/** What a draft begins with. */
export async function documentFrom(
  tx: ReadTx,
  by: Actor,
  subject: Subject,
  from: SchemeSource,
): Promise<SchemeDocument> {
  if (from.kind === 'EMPTY') return emptyScheme(subject)
  if (from.kind === 'EXAMPLE') return exampleScheme(subject, from.villageType)
  const found = await published(tx, by)
    .selectAll('v')
    .select(['s.subject', 's.year', 's.township_id'])
    .where('v.id', '=', from.versionId)
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  if (found.subject !== subject) throw new Refusal('schemes.wrong_subject')
  return { ...(await documentOf(tx, found as Version)), docNo: null, villageType: null }
}

/** Own schemes first, newest first. */
export async function listSchemeSources(
  tx: ReadTx,
  by: Actor,
  { subject }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await published(tx, by)
    .select(['v.id', 'v.path', 'v.version', 'v.title', 's.year', 's.township_name'])
    .where('s.subject', '=', subject)
    .orderBy('s.year', 'desc')
    .orderBy('v.path')
    .orderBy('v.version', 'desc')
    .execute()
  const own = (path: string) => path.startsWith(by.path)
  return rows
    .map((row) => ({
      versionId: row.id,
      townshipName: row.township_name,
      own: own(row.path),
      year: row.year,
      version: row.version,
      title: row.title,
    }))
    .sort((a, b) => Number(b.own) - Number(a.own))
}
