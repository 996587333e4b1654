/** Which file supports which record. */
import type { FileInfo } from '@xinghe/contract/files'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

export interface Supported {
  id: string
  path: string
  /** The one person whose matter it is; absent: everyone of the unit may see it. */
  personId?: string | null
}

/** For a record that keeps the id of a photograph itself: 404 when it is not visible to `by`. */
export async function requireFile(tx: ReadTx, by: Actor, id: string): Promise<void> {
  const found = await tx
    .selectFrom('file')
    .select('id')
    .where(within(by, 'files.read', 'file', { person: true }))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
}

/**
 * Takes files as evidence of many records of one kind. Each record's evidence stands at the record's own place in the
 * tree, so a file uploaded in the township can be read in the village it concerns; the bytes are kept once. 404 when
 * a file is not visible to `by`. The caller has already permitted the act on the records.
 */
export async function attachEvidenceToMany(
  tx: Tx,
  by: Actor,
  subjectKind: string,
  subjects: readonly Supported[],
  fileIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(fileIds)]
  if (wanted.length === 0 || subjects.length === 0) return
  const files = await tx
    .selectFrom('file')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .where('path', '>=', by.path)
    .where('path', '<', `${by.path}~`)
    .execute()
  if (
    files.length < wanted.length ||
    (by.post === 'MEMBER' && files.some((file) => file.person_id !== by.personId))
  )
    throw new Refusal('common.not_found')
  // One copy of the row a place and person, however many records share it.
  const copies = new Map<string, (typeof files)[number]>()
  const links = subjects.flatMap(({ id, path, personId = null }) =>
    files.map((file) => {
      const key = `${file.id} ${path} ${personId}`
      if (!copies.has(key))
        copies.set(
          key,
          file.path === path && file.person_id === personId
            ? file
            : { ...file, id: newId(), path, person_id: personId },
        )
      return {
        region_id: by.regionId,
        subject_kind: subjectKind,
        subject_id: id,
        file_id: copies.get(key)?.id as string,
        path,
      }
    }),
  )
  const added = [...copies.values()].filter((copy) => !files.includes(copy))
  await insertRows(tx, 'file', added)
  await insertRows(tx, 'evidence', links, (conflict) => conflict.doNothing())
}

/** Takes files as evidence of one record. Attaching a file twice changes nothing. */
export const attachEvidence = (
  tx: Tx,
  by: Actor,
  subjectKind: string,
  subjectId: string,
  path: string,
  fileIds: readonly string[],
  personId?: string | null,
): Promise<void> => attachEvidenceToMany(tx, by, subjectKind, [{ id: subjectId, path, personId }], fileIds)

/** Files are evidence of this record no longer, e.g. before a returned slip is handed in anew. The bytes stay. */
export async function detachEvidence(
  tx: Tx,
  by: Actor,
  subjectKind: string,
  subjectId: string,
): Promise<void> {
  await tx
    .deleteFrom('evidence')
    .where('region_id', '=', by.regionId)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .execute()
}

/** Evidence of each record that has some, in the order it was added; row-level security leaves out what `by` may not see. */
export async function evidenceOf(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<Map<string, FileInfo[]>> {
  const found = new Map<string, FileInfo[]>()
  if (subjectIds.length === 0) return found
  const rows = await tx
    .selectFrom('evidence as e')
    .innerJoin('file as f', (join) =>
      join.onRef('f.region_id', '=', 'e.region_id').onRef('f.id', '=', 'e.file_id'),
    )
    .select([
      'e.subject_id',
      'f.id',
      'f.name',
      'f.mime',
      'f.size_bytes',
      'f.width',
      'f.height',
      'f.created_by_name',
      'f.created_at',
    ])
    .where('e.region_id', '=', by.regionId)
    .where('e.subject_kind', '=', subjectKind)
    .where('e.subject_id', '=', sql<string>`any(${[...subjectIds]}::uuid[])`)
    .orderBy('f.created_at')
    .orderBy('f.id')
    .execute()
  for (const row of rows) {
    const list = found.get(row.subject_id) ?? []
    found.set(row.subject_id, list)
    list.push({
      id: row.id,
      name: row.name,
      mime: row.mime,
      sizeBytes: row.size_bytes,
      width: row.width,
      height: row.height,
      addedBy: row.created_by_name,
      addedAt: row.created_at.toISOString(),
    })
  }
  return found
}
