/** 单点登录 of a county as the security administrator sets it. Its secret goes in here and comes out to the provider only. */
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getSignOn as getRoute, setSignOn as setRoute } from '@xinghe/contract/single-sign-on'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { countyRoot } from '../platform/county-root.ts'
import { may, permit } from '../platform/permit.ts'
import { refuseField } from '../platform/refusal.ts'
import { open, type Place, seal } from '../platform/sealed.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

const secretOf = (regionId: number): Place => ({
  regionId,
  column: 'sign_on.client_secret_sealed',
  row: String(regionId),
})
const signOnRow = (tx: ReadTx, regionId: number) =>
  tx
    .selectFrom('sign_on')
    .select([
      ...(['enabled', 'label', 'issuer', 'client_id', 'claim', 'asks_factor', 'address'] as const),
      ...(['changed_by', 'changed_at'] as const),
    ])
    .where('region_id', '=', regionId)
type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof signOnRow>['executeTakeFirst']>>>

const settingsOf = (row: Row) => ({
  enabled: row.enabled,
  label: row.label,
  issuer: row.issuer,
  clientId: row.client_id,
  claim: row.claim,
  asksFactor: row.asks_factor,
  address: row.address,
})
export type SignOn = ReturnType<typeof settingsOf>

/** For the audit trail, where `address` is whence somebody came. */
const told = ({ address, ...rest }: SignOn) => ({ ...rest, home: address })

/** Single sign-on of a county when it is on, else undefined. */
export async function signOnInForce(tx: ReadTx, regionId: number): Promise<SignOn | undefined> {
  const row = await signOnRow(tx, regionId).where('enabled', '=', true).executeTakeFirst()
  return row && settingsOf(row)
}

/** The secret for the provider, opened. Throws `SealError`. */
export async function clientSecret(tx: ReadTx, regionId: number): Promise<string> {
  const row = await tx
    .selectFrom('sign_on')
    .select('client_secret_sealed')
    .where('region_id', '=', regionId)
    .executeTakeFirstOrThrow()
  return open(secretOf(regionId), row.client_secret_sealed)
}

export async function getSignOn(tx: ReadTx, by: Actor): Promise<AnswerIn<typeof getRoute>> {
  const row = await signOnRow(tx, by.regionId).executeTakeFirst()
  return {
    set: row
      ? { ...settingsOf(row), changed: { by: row.changed_by, at: row.changed_at.toISOString() } }
      : null,
    can: may(by, 'security.edit'),
  }
}

/** Refused at the field `clientSecret` where the secret of another issuer would be sent to this one, or there is none. */
export async function setSignOn(
  tx: Tx,
  by: Actor,
  { clientSecret: secret, ...next }: InputOf<typeof setRoute>,
): Promise<{ ok: true }> {
  const root = await countyRoot(tx, by.regionId).executeTakeFirstOrThrow()
  permit(tx, by, 'security.edit', root.path)
  const row = await signOnRow(tx, by.regionId).executeTakeFirst()
  const before = row && settingsOf(row)
  if (secret === undefined && before?.issuer !== next.issuer)
    throw refuseField('clientSecret', before ? '换了签发者，请填写它的客户端密钥' : '请填写客户端密钥')
  const values = {
    enabled: next.enabled,
    label: next.label,
    issuer: next.issuer,
    client_id: next.clientId,
    claim: next.claim,
    asks_factor: next.asksFactor,
    address: next.address,
    changed_by: by.name,
    changed_at: by.now,
  }
  const { regionId } = by
  if (secret === undefined)
    await tx.updateTable('sign_on').set(values).where('region_id', '=', regionId).execute()
  else {
    const sealed = { ...values, client_secret_sealed: seal(secretOf(regionId), secret) }
    await tx
      .insertInto('sign_on')
      .values({ region_id: regionId, ...sealed })
      .onConflict((conflict) => conflict.column('region_id').doUpdateSet(sealed))
      .execute()
  }
  await audit(tx, by, 'identity.sign_on_set', {
    path: root.path,
    subjectKind: 'setting',
    subjectId: null,
    note: secret === undefined ? null : '填写了新的客户端密钥',
    detail: changes(before ? told(before) : {}, told(next)),
  })
  return { ok: true }
}
