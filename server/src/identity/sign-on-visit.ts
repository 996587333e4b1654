/**
 * One sign-on under way, bound to the browser that began it: the cookie holds the county and a random token, the
 * database only the token's digest. Whatever request comes back takes it out, so each is good once.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx, type Tx } from '../platform/tx.ts'
import type { Ticket } from './sign-on-provider.ts'

/** 依据: own choice; time to type a password and a code at the provider. */
const minutes = 10
const cookieName = (request: FastifyRequest): string =>
  request.protocol === 'https' ? '__Host-xinghe-sign-on' : 'xinghe-sign-on'
const attributes = (request: FastifyRequest) =>
  ({
    path: '/',
    httpOnly: true,
    // Lax, not strict: the provider's page sends the browser back to us.
    sameSite: 'lax',
    secure: request.protocol === 'https',
  }) as const
const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Sent to the provider, or vouched for by it (the person) and waiting for a code. */
type Stage = Ticket | { personId: string }
export async function openVisit(
  tx: Tx,
  { now, reply }: RawContext,
  regionId: number,
  stage: Stage,
): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .deleteFrom('sign_on_visit')
    .where('region_id', '=', regionId)
    .where('expires_at', '<=', now)
    .execute()
  const nobody = { state: null, nonce: null, verifier: null, person_id: null }
  await tx
    .insertInto('sign_on_visit')
    .values({
      region_id: regionId,
      browser_digest: digest(token),
      ...nobody,
      ...('personId' in stage ? { person_id: stage.personId } : stage),
      expires_at: new Date(now.getTime() + minutes * 60_000),
    })
    .execute()
  reply.setCookie(cookieName(reply.request), `${regionId}.${token}`, {
    ...attributes(reply.request),
    maxAge: minutes * 60,
  })
}

const forgetCookie = (reply: FastifyReply): void =>
  void reply.clearCookie(cookieName(reply.request), attributes(reply.request))

/** Takes out what this browser has under way. Refuses what is over, used or another browser's. */
export async function takeVisit({ db, request, reply, now }: RawContext): Promise<{
  regionId: number
  ticket: Ticket | undefined
  personId: string | undefined
}> {
  const cookie = /^(\d{1,9})\.([\w-]{43})$/.exec(request.cookies[cookieName(request)] ?? '')
  if (!cookie) throw new Refusal('identity.sign_on_stale')
  const [, region, token] = cookie as unknown as [string, string, string]
  const regionId = Number(region)
  forgetCookie(reply)
  const visit = await systemTx(db, regionId, (tx) =>
    tx
      .deleteFrom('sign_on_visit')
      .where('region_id', '=', regionId)
      .where('browser_digest', '=', digest(token))
      .returning(['state', 'nonce', 'verifier', 'person_id', 'expires_at'])
      .executeTakeFirst(),
  )
  if (!visit || visit.expires_at <= now) throw new Refusal('identity.sign_on_stale')
  const { state, nonce, verifier } = visit
  return {
    regionId,
    ticket: state && nonce && verifier ? { state, nonce, verifier } : undefined,
    personId: visit.person_id ?? undefined,
  }
}
