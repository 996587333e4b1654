import { Secret, TOTP } from 'otpauth'
import type { Tx } from '../platform/tx.ts'
import { spendRecoveryCode } from './recovery-codes.ts'

const period = 30

/** The authenticator's reckoning (RFC 6238): six digits every thirty seconds, SHA-1, as every app knows it. */
export const totpOf = (secret: string, login = ''): TOTP =>
  new TOTP({ issuer: '星河', label: login, secret: Secret.fromBase32(secret), digits: 6, period })

/** The step that these six digits belong to, one step early or late allowed for the phone's clock; null: none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta
}

/** Uses up a code of the authenticator or a recovery code; false when it is wrong or was used before. */
export async function spendCode(
  tx: Tx,
  regionId: number,
  { person_id, totp_secret }: { person_id: string; totp_secret: string | null },
  code: string,
  now: Date,
): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return spendRecoveryCode(tx, regionId, person_id, code)
  const step = totp_secret === null ? null : stepOf(totp_secret, code, now)
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
