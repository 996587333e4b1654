import { Secret, TOTP } from 'otpauth'
import { open, seal } from '../platform/sealed.ts'
import type { Tx } from '../platform/tx.ts'
import { spendRecoveryCode } from './recovery-codes.ts'

const period = 30

/** The authenticator's reckoning (RFC 6238): six digits every thirty seconds, SHA-1, as every app knows it. */
export const totpOf = (secret: string, login = ''): TOTP =>
  new TOTP({ issuer: '星河', label: login, secret: Secret.fromBase32(secret), digits: 6, period })

/** 依据: whoever reads the database could make codes with a secret in clear. Sealed for its account alone. */
const place = (regionId: number, personId: string) => ({
  regionId,
  column: 'account.totp_sealed',
  row: personId,
})
export const sealSecret = (regionId: number, personId: string, secret: string): string =>
  seal(place(regionId, personId), secret)
export const openSecret = (regionId: number, personId: string, sealed: string): string =>
  open(place(regionId, personId), sealed)

/** The step that these six digits belong to, one step early or late allowed for the phone's clock; null: none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta
}

/** Uses up a code of the authenticator or a recovery code; false when it is wrong or was used before. */
export async function spendCode(
  tx: Tx,
  regionId: number,
  { person_id, totp_sealed }: { person_id: string; totp_sealed: string | null },
  code: string,
  now: Date,
): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return spendRecoveryCode(tx, regionId, person_id, code)
  const step = totp_sealed === null ? null : stepOf(openSecret(regionId, person_id, totp_sealed), code, now)
  if (step === null) return false
  const spent = await tx
    .updateTable('account')
    .set({ totp_step: step })
    .where('region_id', '=', regionId)
    .where('person_id', '=', person_id)
    // 依据: RFC 6238 5.2, a code is good once; of two at the same moment the second waits here and finds no row.
    .where('totp_step', '<', step)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}
