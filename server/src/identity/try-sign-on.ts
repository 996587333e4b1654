import type { InputOf } from '@xinghe/contract/route'
import type { trySignOn as route, SignOnFinding } from '@xinghe/contract/single-sign-on'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { countyRoot } from '../platform/county-root.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { findingOf } from './sign-on-faults.ts'
import { discover } from './sign-on-provider.ts'

/** Asks a provider what it is, before anybody must sign in with it. That it was asked is written down first. */
export async function trySignOn(
  { db }: RawContext,
  { issuer }: InputOf<typeof route>,
  by: Actor | undefined,
): Promise<{ finding: SignOnFinding }> {
  if (!by) throw new Refusal('common.not_signed_in')
  await systemTx(db, by.regionId, async (tx) => {
    const root = await countyRoot(tx, by.regionId).executeTakeFirstOrThrow()
    permit(tx, by, 'security.edit', root.path)
    await audit(tx, by, 'identity.sign_on_tried', {
      path: root.path,
      subjectKind: 'setting',
      subjectId: null,
      note: issuer,
    })
  })
  const finding = await discover(issuer).then(
    ({ authorization_endpoint, token_endpoint, jwks_uri, response_types_supported: types }) =>
      authorization_endpoint && token_endpoint && jwks_uri && (types ?? ['code']).includes('code')
        ? 'GOOD'
        : 'NO_CODE_FLOW',
    findingOf,
  )
  return { finding }
}
