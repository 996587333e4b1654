import { createHash } from 'node:crypto'
import { maxFileBytes } from '@xinghe/contract/files'
import { importKinds } from '@xinghe/contract/import-kinds'
import type { beginImport as route } from '@xinghe/contract/imports'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { beginErrand } from '../errands/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { keepSheet } from './kept-sheets.ts'
import { kindFor } from './kinds/index.ts'
import { bookForm } from './open-book.ts'

/** '../a/花名册.XLSX' → '花名册'; digits as long as somebody's number are left out. */
const tidyFileName = (name: string): string =>
  (name.split(/[\\/]/).pop() ?? '')
    .replace(/\p{C}/gu, '')
    .replace(/\.[^.]*$/, '')
    .replace(/\d{11,}[Xx]?/g, '…')
    .trim()
    .slice(0, 80) || '表格'

/** Takes a sheet in; it is looked through in the background, and nothing is written. */
export async function beginImport(
  tx: Tx,
  by: Actor,
  { file, kind: key, year }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  permit(tx, by, 'imports.make', by.path)
  kindFor(by, key, { year })
  if (!file?.bytes)
    throw new Refusal('common.bad_input', undefined, [{ path: 'file', message: '请选择文件' }])
  const bytes = Buffer.from(file.bytes)
  if (bytes.length > maxFileBytes) throw new Refusal('files.too_large')
  const form = await bookForm(bytes)
  const id = newId()
  const fileName = `${tidyFileName(file.name ?? '')}.${form}`
  const { errandId } = await beginErrand(tx, by, {
    kind: 'imports.check',
    title: `检查导入表格：${importKinds[key]}（${fileName}）`,
    input: { id },
  })
  await tx
    .insertInto('import')
    .values({
      region_id: by.regionId,
      id,
      path: by.path,
      person_id: by.personId,
      post: by.post,
      kind: key,
      year: year ?? null,
      file_name: fileName,
      file_form: form,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size_bytes: bytes.length,
      state: 'CHECKING',
      errand_id: errandId,
      created_at: by.now,
    })
    .execute()
  await audit(tx, by, 'imports.handed_in', {
    path: by.path,
    subjectKind: 'import',
    subjectId: id,
    note: `${importKinds[key]}：${fileName}`,
  })
  // Last: what fails before leaves nothing on the disk.
  await keepSheet(by.regionId, id, 'sheet', bytes)
  return { id, errandId }
}
