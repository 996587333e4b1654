import type { Download } from '@xinghe/contract/download'
import type { getFile as route } from '@xinghe/contract/files'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readBlob } from './blobs.ts'

async function findFile(tx: ReadTx, by: Actor, id: string) {
  const found = await tx
    .selectFrom('file as f')
    .select(['f.sha256', 'f.name', 'f.mime', 'f.width'])
    .where(within(by, 'files.read', 'f', { person: true }))
    .where('f.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}

/** The file as it is kept: pictures, which were encoded anew, open in the browser; all others are saved. */
export async function getFile(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Download> {
  const file = await findFile(tx, by, id)
  return {
    bytes: await readBlob(file.sha256),
    mime: file.mime,
    name: file.name,
    inline: file.width !== null,
  }
}

/** A photograph's small picture; 404 for documents. */
export async function getThumbnail(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Download> {
  const file = await findFile(tx, by, id)
  if (file.width === null) throw new Refusal('common.not_found')
  return {
    bytes: await readBlob(file.sha256, '.thumb'),
    mime: 'image/jpeg',
    name: file.name,
    inline: true,
  }
}
