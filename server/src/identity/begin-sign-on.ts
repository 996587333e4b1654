import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type {
  beginSignOn as beginRoute,
  signOnButtons as buttonsRoute,
} from '@xinghe/contract/single-sign-on'
import { beginSignOn as begin } from '@xinghe/contract/single-sign-on'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { onPage } from './sign-on-page.ts'
import { destination, newTicket } from './sign-on-provider.ts'
import { signOnInForce } from './sign-on-settings.ts'
import { openVisit } from './sign-on-visit.ts'

/** The buttons of the sign-in page: nobody is known yet, so every county with single sign-on has its own. */
export async function signOnButtons({ db }: RawContext): Promise<AnswerIn<typeof buttonsRoute>> {
  const regions = await db.selectFrom('region').select('id').orderBy('id').execute()
  const found = await Promise.all(
    regions.map(({ id }) => readTx(db, wholeRegion(id), (tx) => signOnInForce(tx, id))),
  )
  return found.flatMap((signOn, n) =>
    signOn
      ? [
          {
            label: signOn.label,
            // Whole: the cookie must stand under the address to which the provider sends the browser back.
            href: `${signOn.address}${begin.path.replace(':region', String(regions[n]?.id))}`,
          },
        ]
      : [],
  )
}

export const beginSignOn = (
  context: RawContext,
  { region }: InputOf<typeof beginRoute>,
): Promise<{ ok: true }> =>
  onPage(context, async () => {
    const { db, request } = context
    const signOn = await readTx(db, wholeRegion(region), (tx) => signOnInForce(tx, region))
    if (!signOn) throw new Refusal('identity.sign_on_off')
    const ticket = newTicket()
    const to = await destination(signOn, ticket).catch((err: unknown) => {
      // Whoever keeps the machine finds why; the security administrator sees it by trying the connection.
      request.log.warn({ err }, 'single sign-on: the provider did not answer as it should')
      throw new Refusal('identity.sign_on_unreachable')
    })
    await systemTx(db, region, (tx) => openVisit(tx, context, region, ticket))
    return to
  })
