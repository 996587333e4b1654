/** Recovery codes: ten at a time, shown once, kept as digests, each good for one use. */
import { createHash } from 'node:crypto'
import { shortCode } from '../platform/ids.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

const digestOf = (personId: string, code: string): Buffer =>
  createHash('sha256')
    .update(`${personId}:${code.replace(/[-\s]/g, '').toUpperCase()}`)
    .digest()

/** Ten new codes in place of all old ones. */
export async function renewCodes(tx: Tx, regionId: number, personId: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, () => shortCode(12).replace(/(.{4})(?=.)/g, '$1-'))
  await dropCodes(tx, regionId, personId)
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({ region_id: regionId, person_id: personId, digest: digestOf(personId, code) })),
    )
    .execute()
  return codes
}

/** False when there is no such code, or no longer. */
export async function spendRecoveryCode(
  tx: Tx,
  regionId: number,
  personId: string,
  code: string,
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('recovery_code')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('digest', '=', digestOf(personId, code))
    .executeTakeFirst()
  return gone.numDeletedRows === 1n
}

export async function dropCodes(tx: Tx, regionId: number, personId: string): Promise<void> {
  await tx
    .deleteFrom('recovery_code')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .execute()
}

export async function codesLeft(tx: ReadTx, regionId: number, personId: string): Promise<number> {
  const { left } = await tx
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll().as('left'))
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return Number(left)
}
