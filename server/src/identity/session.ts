/** Sessions: the cookie holds the region and a random token; the database holds only the token's digest. */
import { createHash, randomBytes } from 'node:crypto'
import type { Post } from '@xinghe/contract/rights'
import { dayInShanghai } from '@xinghe/contract/values'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor, HeldPost } from '../platform/actor.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { readSettings } from '../platform/settings.ts'
import { together } from '../platform/together.ts'
import { type ReadTx, readTx, systemTx, type Tx, wholeRegion } from '../platform/tx.ts'
import { postsOfAll, postsOn } from './posts-on.ts'

/** On https the name itself forbids other hosts and plain pages to set it. */
const cookieName = (request: FastifyRequest): string =>
  request.protocol === 'https' ? '__Host-xinghe' : 'xinghe'

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

export type Pending = 'PASSWORD' | 'FACTOR'
export interface Opening {
  regionId: number
  personId: string
  epoch: number
  pending: Pending | null
  now: Date
  address: string
  device: string
}
/** Opens a session as long as the county's settings allow; the cookie's value and its life in seconds. */
export async function openSession(tx: Tx, opening: Opening): Promise<{ cookie: string; seconds: number }> {
  const { regionId, personId, epoch, pending, now, address, device } = opening
  const set = await readSettings(tx, { regionId }, ['session.hours', 'session.idle_minutes'])
  const seconds = set['session.hours'] * 3600
  const token = randomBytes(32).toString('base64url')
  // What is over is not kept: nobody lists it, and digests of old tokens serve nobody.
  await tx
    .deleteFrom('session')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('expires_at', '<=', now)
    .execute()
  await tx
    .insertInto('session')
    .values({
      region_id: regionId,
      id: newId(now.getTime()),
      token_digest: digest(token),
      person_id: personId,
      acting: null,
      epoch,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + seconds * 1000),
      idle_minutes: set['session.idle_minutes'],
      address,
      device,
      pending,
    })
    .execute()
  return { cookie: `${regionId}.${token}`, seconds }
}

export const setCookie = (reply: FastifyReply, cookie: string, seconds: number): void =>
  void reply.setCookie(cookieName(reply.request), cookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: reply.request.protocol === 'https',
    maxAge: seconds,
  })

export const forgetCookie = (reply: FastifyReply): void =>
  void reply.clearCookie(cookieName(reply.request), {
    path: '/',
    secure: reply.request.protocol === 'https',
  })

/** The county and the digest of the token that a request carries. */
export function readCookie(request: FastifyRequest): { regionId: number; digest: Buffer } | undefined {
  const value = (request as FastifyRequest & { cookies?: Record<string, string | undefined> }).cookies?.[
    cookieName(request)
  ]
  const match = /^(\d{1,9})\.([\w-]{43})$/.exec(value ?? '')
  return match ? { regionId: Number(match[1]), digest: digest(match[2] as string) } : undefined
}

export async function closeSession(tx: Tx, request: FastifyRequest): Promise<void> {
  const cookie = readCookie(request)
  if (cookie)
    await tx
      .deleteFrom('session')
      .where('region_id', '=', cookie.regionId)
      .where('token_digest', '=', cookie.digest)
      .execute()
}

/** The session of this request goes on under the account's new epoch, or with something else to be done first. */
export async function keepSession(
  tx: Tx,
  request: FastifyRequest,
  next: { epoch: number; pending: Pending | null },
): Promise<void> {
  const cookie = readCookie(request)
  if (cookie)
    await tx
      .updateTable('session')
      .set(next)
      .where('region_id', '=', cookie.regionId)
      .where('token_digest', '=', cookie.digest)
      .execute()
}

export async function rememberPost(tx: Tx, request: FastifyRequest, acting: string): Promise<void> {
  const cookie = readCookie(request)
  if (cookie)
    await tx
      .updateTable('session')
      .set({ acting })
      .where('region_id', '=', cookie.regionId)
      .where('token_digest', '=', cookie.digest)
      .execute()
}

export const actorIn = (
  regionId: number,
  person: { id: string; name: string },
  held: HeldPost,
  posts: readonly HeldPost[],
  now: Date,
  traceId: string,
  address: string | null = null,
): Actor => ({
  regionId,
  personId: person.id,
  name: person.name,
  post: held.post,
  unitId: held.unitId,
  unitName: held.unitName,
  path: held.path,
  ...(held.standsInFor && { standsInFor: held.standsInFor }),
  posts,
  now,
  today: dayInShanghai(now),
  traceId,
  address,
})

/** 依据: the time of last use needs no more than the minute; a write with every read would be half the work. */
const seenEvery = 60_000
const whyPending = { PASSWORD: 'identity.change_password', FACTOR: 'identity.set_up_factor' } as const

interface Knock {
  digest: Buffer
  now: Date
}
type Found = Awaited<ReturnType<typeof sessionsOf>>[number] & { held: HeldPost; posts: HeldPost[] }

const sessionsOf = (tx: ReadTx, regionId: number, digests: readonly Buffer[], now: Date) =>
  tx
    .selectFrom('session as s')
    .innerJoin('account as a', (join) =>
      join
        .onRef('a.region_id', '=', 's.region_id')
        .onRef('a.person_id', '=', 's.person_id')
        .onRef('a.epoch', '=', 's.epoch'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 's.region_id').onRef('p.id', '=', 's.person_id'),
    )
    .select(['s.token_digest', 's.person_id', 's.acting', 's.pending', 's.last_seen_at', 'p.name'])
    .where('s.region_id', '=', regionId)
    .where('s.token_digest', '=', sql<Buffer>`any(${digests}::bytea[])`)
    .where('s.expires_at', '>', now)
    .where(sql<boolean>`s.last_seen_at + make_interval(mins => s.idle_minutes) > ${now}`)
    .execute()

/** Every request begins here: those that come while others are looked up are looked up together. */
async function findSessions(
  db: Database,
  regionId: number,
  knocks: readonly Knock[],
): Promise<(Found | undefined)[]> {
  const now = new Date(Math.max(...knocks.map((knock) => knock.now.getTime())))
  return readTx(db, wholeRegion(regionId), async (tx) => {
    const sessions = await sessionsOf(
      tx,
      regionId,
      knocks.map(({ digest }) => digest),
      now,
    )
    const people = sessions.map((session) => session.person_id)
    const postsOf = people.length > 0 && (await postsOfAll(tx, regionId, people, dayInShanghai(now)))
    return knocks.map(({ digest }) => {
      const session = sessions.find((one) => one.token_digest.equals(digest))
      if (!session || !postsOf) return undefined
      const posts = postsOf(session.person_id)
      const held = posts.find((post) => post.id === session.acting) ?? posts[0]
      return held && { ...session, held, posts }
    })
  })
}

/** One line of waiting lookups a database. */
const lines = new WeakMap<Database, (regionId: number, knock: Knock) => Promise<Found | undefined>>()
function lineFor(db: Database) {
  const known = lines.get(db)
  if (known) return known
  const line = together<Knock, Found | undefined>(
    (regionId, knocks) => findSessions(db, regionId, knocks),
    lookups,
  )
  lines.set(db, line)
  return line
}
/** 依据: own choice; more than that many people at one moment wait longer than they would stay. */
const lookups = { most: 64, longest: 1000 }

/** The actor behind a request, acting in the post he chose (else his first), or undefined. */
export async function findActor(
  db: Database,
  request: FastifyRequest,
  now: Date,
  traceId: string,
): Promise<Actor | undefined> {
  const cookie = readCookie(request)
  if (!cookie) return undefined
  const { regionId } = cookie
  const found = await lineFor(db)(regionId, { digest: cookie.digest, now })
  if (!found) return undefined
  const { held, posts, ...session } = found
  if (now.getTime() - session.last_seen_at.getTime() > seenEvery)
    await systemTx(db, regionId, (tx) =>
      tx
        .updateTable('session')
        .set({ last_seen_at: now })
        .where('region_id', '=', regionId)
        .where('token_digest', '=', cookie.digest)
        .execute(),
    )
  const actor = actorIn(
    regionId,
    { id: session.person_id, name: session.name },
    held,
    posts,
    now,
    traceId,
    request.ip,
  )
  const { pending } = session
  return pending ? { ...actor, pending: whyPending[pending as Pending] } : actor
}

/** For jobs, the demo and tests: the person acting in this post, as of `now`. */
export async function actorOf(
  db: Database,
  regionId: number,
  personId: string,
  post: Post,
  now: Date,
): Promise<Actor> {
  return readTx(db, wholeRegion(regionId), async (tx) => {
    const person = await tx
      .selectFrom('person')
      .select(['id', 'name'])
      .where('region_id', '=', regionId)
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
    const posts = await postsOn(tx, regionId, personId, dayInShanghai(now))
    const held = posts.find((one) => one.post === post)
    if (!held) throw new Error(`${person.name} does not hold ${post}`)
    return actorIn(regionId, person, held, posts, now, 'job')
  })
}
