/** New recovery codes, and the end of a second factor: by its owner, or for somebody who has lost it. */
import type { renewRecoveryCodes as codesRoute, turnFactorOff as offRoute } from '@xinghe/contract/identity'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { readTx, systemTx, type Tx, wholeRegion } from '../platform/tx.ts'
import { demandsFactor } from './demands-factor.ts'
import { noteFactor, ownAccount, prove } from './own-account.ts'
import { postsOn } from './posts-on.ts'
import { dropCodes, renewCodes } from './recovery-codes.ts'
import { placeOfPerson } from './sessions.ts'

export async function renewRecoveryCodes(
  context: RawContext,
  input: InputOf<typeof codesRoute>,
  who: Actor | undefined,
): Promise<{ codes: string[] }> {
  const own = await ownAccount(context, who)
  const { by, account } = own
  if (!account.totp_since) throw new Refusal('identity.factor_off')
  await prove(context, own, input)
  return systemTx(context.db, by.regionId, async (tx) => {
    const codes = await renewCodes(tx, by.regionId, by.personId)
    await noteFactor(tx, by, 'identity.codes_renewed')
    return { codes }
  })
}

export async function turnFactorOff(
  context: RawContext,
  input: InputOf<typeof offRoute>,
  who: Actor | undefined,
): Promise<{ ok: true }> {
  const own = await ownAccount(context, who)
  const { by, account } = own
  const { regionId, personId } = by
  if (!account.totp_since) throw new Refusal('identity.factor_off')
  const demanded = await readTx(context.db, wholeRegion(regionId), async (tx) => {
    const posts = (await postsOn(tx, regionId, personId, by.today)).map((held) => held.post)
    return demandsFactor(tx, regionId, posts)
  })
  if (demanded) throw new Refusal('identity.factor_demanded')
  await prove(context, own, input)
  await systemTx(context.db, regionId, async (tx) => {
    await takeAway(tx, regionId, personId, 0)
    await noteFactor(tx, by, 'identity.factor_off')
  })
  return { ok: true }
}

/** For whoever keeps the accounts. */
export async function removePersonFactor(tx: Tx, by: Actor, { id }: { id: string }): Promise<{ ok: true }> {
  const path = await placeOfPerson(tx, by, id)
  if (!(await takeAway(tx, by.regionId, id, 1))) throw new Refusal('identity.factor_off')
  await audit(tx, by, 'identity.factor_removed', { path, subjectKind: 'person', subjectId: id })
  return { ok: true }
}

/** `epochs` 1 makes every session of the person void. */
async function takeAway(tx: Tx, regionId: number, personId: string, epochs: 0 | 1): Promise<boolean> {
  const gone = await tx
    .updateTable('account')
    .set((eb) => ({
      totp_sealed: null,
      totp_since: null,
      totp_step: 0,
      epoch: eb('epoch', '+', epochs),
    }))
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('totp_since', 'is not', null)
    .executeTakeFirst()
  await dropCodes(tx, regionId, personId)
  return gone.numUpdatedRows === 1n
}
