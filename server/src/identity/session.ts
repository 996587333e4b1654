/** Sessions: the cookie holds the region and a random token; the database holds only the token's digest. */
import { createHash, randomBytes } from 'node:crypto'
import type { Post } from '@xinghe/contract/rights'
import { posts as postLabels } from '@xinghe/contract/rights'
import { dayInShanghai } from '@xinghe/contract/values'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../platform/actor.ts'
import type { Database } from '../platform/database.ts'
import { type ReadTx, readTx, type Tx, wholeRegion } from '../platform/tx.ts'

export const cookieName = 'xinghe'
/** 依据: domain E2 leaves the length to the county; 12 hours is one working day. Idle limits come with the security settings. */
export const sessionHours = 12

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Opens a session and returns the cookie's value. */
export async function openSession(
  tx: Tx,
  regionId: number,
  personId: string,
  epoch: number,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .insertInto('session')
    .values({
      region_id: regionId,
      token_digest: digest(token),
      person_id: personId,
      acting: null,
      epoch,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + sessionHours * 3_600_000),
    })
    .execute()
  return `${regionId}.${token}`
}

function readCookie(request: FastifyRequest): { regionId: number; digest: Buffer } | undefined {
  const value = (request as FastifyRequest & { cookies?: Record<string, string | undefined> }).cookies?.[
    cookieName
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

export interface HeldPost {
  id: string
  post: Post
  label: string
  unitId: string
  unitName: string
  path: string
}

/** Posts held on a day, highest unit first; membership of a Party organisation counts as the post MEMBER. */
export async function postsOn(
  tx: ReadTx,
  regionId: number,
  personId: string,
  day: string,
): Promise<HeldPost[]> {
  const held = await tx
    .selectFrom('post_holding as h')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'h.region_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .select(['h.id', 'h.post', 'h.unit_id', 'u.short_name', 'u.path'])
    .where('h.region_id', '=', regionId)
    .where('h.person_id', '=', personId)
    .where('h.first_on', '<=', day)
    .where((eb) => eb.or([eb('h.last_on', 'is', null), eb('h.last_on', '>=', day)]))
    .orderBy('u.path')
    .execute()
  const member = await tx
    .selectFrom('membership as m')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'm.region_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select(['m.unit_id', 'u.short_name', 'u.path'])
    .where('m.region_id', '=', regionId)
    .where('m.person_id', '=', personId)
    .where('m.first_on', '<=', day)
    .where((eb) => eb.or([eb('m.last_on', 'is', null), eb('m.last_on', '>=', day)]))
    .executeTakeFirst()
  const posts = held.map((row) => ({
    id: row.id,
    post: row.post as Post,
    label: postLabels[row.post as Post],
    unitId: row.unit_id,
    unitName: row.short_name,
    path: row.path,
  }))
  if (member)
    posts.push({
      id: 'member',
      post: 'MEMBER',
      label: postLabels.MEMBER,
      unitId: member.unit_id,
      unitName: member.short_name,
      path: member.path,
    })
  return posts
}

export const actorIn = (
  regionId: number,
  person: { id: string; name: string },
  held: HeldPost,
  now: Date,
  traceId: string,
): Actor => ({
  regionId,
  personId: person.id,
  name: person.name,
  post: held.post,
  unitId: held.unitId,
  unitName: held.unitName,
  path: held.path,
  now,
  today: dayInShanghai(now),
  traceId,
})

/** The actor behind a request, acting in the post he chose (else his first), or undefined. */
export async function findActor(
  db: Database,
  request: FastifyRequest,
  now: Date,
  traceId: string,
): Promise<Actor | undefined> {
  const cookie = readCookie(request)
  if (!cookie) return undefined
  return readTx(db, wholeRegion(cookie.regionId), async (tx) => {
    const session = await tx
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
      .select(['s.person_id', 's.acting', 'p.name'])
      .where('s.region_id', '=', cookie.regionId)
      .where('s.token_digest', '=', cookie.digest)
      .where('s.expires_at', '>', now)
      .executeTakeFirst()
    if (!session) return undefined
    const posts = await postsOn(tx, cookie.regionId, session.person_id, dayInShanghai(now))
    const held = posts.find((post) => post.id === session.acting) ?? posts[0]
    return held && actorIn(cookie.regionId, { id: session.person_id, name: session.name }, held, now, traceId)
  })
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
    const held = (await postsOn(tx, regionId, personId, dayInShanghai(now))).find((one) => one.post === post)
    if (!held) throw new Error(`${person.name} does not hold ${post}`)
    return actorIn(regionId, person, held, now, 'job')
  })
}
