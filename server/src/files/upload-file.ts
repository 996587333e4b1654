import type { FileInfo } from '@xinghe/contract/files'
import { maxFileBytes, type uploadFile as route } from '@xinghe/contract/files'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { keepBlob } from './blobs.ts'
import { cleanImage } from './clean-image.ts'
import { fileType, mimeOf } from './file-type.ts'

/** '../a/照片.HEIC' → '照片.jpeg': the last part of the name, with the ending of what the file really is. */
const tidyFileName = (name: string, type: string): string => {
  const base = (name.split(/[\\/]/).pop() ?? '').replace(/\p{C}/gu, '').trim()
  const stem = base.replace(/\.[^.]*$/, '').slice(0, 100) || '文件'
  return `${stem}.${type === 'jpeg' ? 'jpg' : type}`
}

/**
 * Keeps one file. Until a record takes it as evidence it is the uploader's own; then `attachEvidence` gives it the
 * record's place in the tree.
 */
export async function uploadFile(tx: Tx, by: Actor, { file }: InputOf<typeof route>): Promise<FileInfo> {
  permit(tx, by, 'files.add', by.path)
  if (!file?.bytes)
    throw new Refusal('common.bad_input', undefined, [{ path: 'file', message: '请选择文件' }])
  const given = Buffer.from(file.bytes)
  if (given.length > maxFileBytes) throw new Refusal('files.too_large')
  const type = await fileType(given)
  const image =
    type === 'jpeg' || type === 'png' || type === 'webp' ? await cleanImage(given, type) : undefined
  const bytes = image?.bytes ?? given
  const row = {
    region_id: by.regionId,
    id: newId(),
    path: by.path,
    person_id: by.personId,
    sha256: await keepBlob(bytes, image?.thumbnail),
    name: tidyFileName(file.name ?? '', type),
    mime: mimeOf[type],
    size_bytes: bytes.length,
    width: image?.width ?? null,
    height: image?.height ?? null,
    look: image?.look ?? null,
    created_by: by.personId,
    created_by_name: by.name,
    created_at: by.now,
  }
  await tx.insertInto('file').values(row).execute()
  await audit(tx, by, 'files.added', { path: by.path, subjectKind: 'file', subjectId: row.id })
  return {
    id: row.id,
    name: row.name,
    mime: row.mime,
    sizeBytes: row.size_bytes,
    width: row.width,
    height: row.height,
    addedBy: by.name,
    addedAt: by.now.toISOString(),
  }
}
