/** Setting up the second factor: a secret, in force once its first code has come back. */
import type { beginFactor as beginRoute, confirmFactor as confirmRoute } from '@xinghe/contract/identity'
import type { InputOf } from '@xinghe/contract/route'
import { Secret } from 'otpauth'
import type { Actor } from '../platform/actor.ts'
import { Refusal, refuseField } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { qrSvg } from '../print/index.ts'
import { noteFactor, ownAccount, prove } from './own-account.ts'
import { renewCodes } from './recovery-codes.ts'
import { keepSession } from './session.ts'
import { openSecret, sealSecret, stepOf, totpOf } from './spend-code.ts'

export async function beginFactor(
  context: RawContext,
  input: InputOf<typeof beginRoute>,
  who: Actor | undefined,
): Promise<{ secret: string; qr: string }> {
  const own = await ownAccount(context, who)
  await prove(context, own, input)
  const { regionId, personId } = own.by
  const secret = new Secret({ size: 20 }).base32
  const put = await systemTx(context.db, regionId, (tx) =>
    tx
      .updateTable('account')
      .set({ totp_sealed: sealSecret(regionId, personId, secret), totp_step: 0 })
      .where('region_id', '=', regionId)
      .where('person_id', '=', personId)
      .where('totp_since', 'is', null)
      .executeTakeFirst(),
  )
  if (put.numUpdatedRows === 0n) throw new Refusal('identity.factor_on')
  return { secret, qr: qrSvg(totpOf(secret, own.account.login).toString()) }
}

export async function confirmFactor(
  context: RawContext,
  { code }: InputOf<typeof confirmRoute>,
  who: Actor | undefined,
): Promise<{ codes: string[] }> {
  const { by, account } = await ownAccount(context, who)
  const { regionId, personId } = by
  if (account.totp_since) throw new Refusal('identity.factor_on')
  const sealed = account.totp_sealed
  if (!sealed) throw new Refusal('identity.factor_off')
  const { db, now, request } = context
  const step = stepOf(openSecret(regionId, personId, sealed), code, now)
  if (step === null) throw refuseField('code', '验证码不对，请核对手机时间后再试')
  return systemTx(db, regionId, async (tx) => {
    const on = await tx
      .updateTable('account')
      .set({ totp_since: now, totp_step: step })
      .where('region_id', '=', regionId)
      .where('person_id', '=', personId)
      .where('totp_since', 'is', null)
      // Another window may have begun anew meanwhile: only the secret that this code proves goes into force.
      .where('totp_sealed', '=', sealed)
      .executeTakeFirst()
    if (on.numUpdatedRows === 0n) throw new Refusal('identity.factor_on')
    const codes = await renewCodes(tx, regionId, personId)
    await keepSession(tx, request, { epoch: account.epoch, pending: null })
    await noteFactor(tx, by, 'identity.factor_on')
    return { codes }
  })
}
