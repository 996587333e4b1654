/** Where somebody is signed in, and the end of it. */
import type { listSessions as listRoute } from '@xinghe/contract/identity'
import type { AnswerIn } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { readTx, systemTx, type Tx, wholeRegion } from '../platform/tx.ts'
import { permitAccount } from './permit-account.ts'
import { readCookie } from './session.ts'

const mine = (by: Actor | undefined): Actor => {
  if (!by) throw new Refusal('common.not_signed_in')
  return by
}

/** The person's sessions that are still good, the present one first. */
export async function listSessions(
  { db, request, now }: RawContext,
  _: unknown,
  who: Actor | undefined,
): Promise<AnswerIn<typeof listRoute>> {
  const by = mine(who)
  const rows = await readTx(db, wholeRegion(by.regionId), (tx) =>
    tx
      .selectFrom('session as s')
      .innerJoin('account as a', (join) =>
        join
          .onRef('a.region_id', '=', 's.region_id')
          .onRef('a.person_id', '=', 's.person_id')
          .onRef('a.epoch', '=', 's.epoch'),
      )
      .select(['s.id', 's.token_digest', 's.device', 's.address', 's.created_at', 's.last_seen_at'])
      .where('s.region_id', '=', by.regionId)
      .where('s.person_id', '=', by.personId)
      .where('s.expires_at', '>', now)
      .where(sql<boolean>`s.last_seen_at + make_interval(mins => s.idle_minutes) > ${now}`)
      .orderBy('s.last_seen_at', 'desc')
      .execute(),
  )
  const own = readCookie(request)?.digest
  return rows
    .map((row) => ({
      id: row.id,
      device: row.device,
      address: row.address,
      since: row.created_at.toISOString(),
      lastSeen: row.last_seen_at.toISOString(),
      current: own?.equals(row.token_digest) ?? false,
    }))
    .sort((one, other) => Number(other.current) - Number(one.current))
}

/** 404 for a session that is not the person's own. */
export async function endSession(
  { db }: RawContext,
  { id }: { id: string },
  who: Actor | undefined,
): Promise<{ ok: true }> {
  const by = mine(who)
  await systemTx(db, by.regionId, async (tx) => {
    const ended = await tx
      .deleteFrom('session')
      .where('region_id', '=', by.regionId)
      .where('person_id', '=', by.personId)
      .where('id', '=', id)
      .returning(['device', 'address'])
      .executeTakeFirst()
    if (!ended) throw new Refusal('common.not_found')
    await audit(tx, by, 'identity.session_ended', {
      path: by.path,
      subjectKind: 'account',
      subjectId: by.personId,
      detail: ended,
    })
  })
  return { ok: true }
}

export async function endOtherSessions(
  { db, request }: RawContext,
  _: unknown,
  who: Actor | undefined,
): Promise<{ ended: number }> {
  const by = mine(who)
  const own = readCookie(request)
  if (!own) throw new Refusal('common.not_signed_in')
  return systemTx(db, by.regionId, async (tx) => {
    const gone = await tx
      .deleteFrom('session')
      .where('region_id', '=', by.regionId)
      .where('person_id', '=', by.personId)
      .where('token_digest', '!=', own.digest)
      .executeTakeFirst()
    const ended = Number(gone.numDeletedRows)
    await audit(tx, by, 'identity.others_ended', {
      path: by.path,
      subjectKind: 'account',
      subjectId: by.personId,
      detail: { ended },
    })
    return { ended }
  })
}

/** The unit's path under which a person stands; 404 outside the actor's subtree, 403 for himself. */
export async function placeOfPerson(tx: Tx, by: Actor, personId: string): Promise<string> {
  const person = await tx
    .selectFrom('person')
    .select('path')
    .where('region_id', '=', by.regionId)
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person) throw new Refusal('common.not_found')
  await permitAccount(tx, by, personId, person.path)
  return person.path
}

/** Ends all sessions of somebody else, for whoever keeps the accounts. */
export async function endPersonSessions(
  tx: Tx,
  by: Actor,
  { id }: { id: string },
): Promise<{ ended: number }> {
  const path = await placeOfPerson(tx, by, id)
  const gone = await tx
    .deleteFrom('session')
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', id)
    .executeTakeFirst()
  const ended = Number(gone.numDeletedRows)
  await audit(tx, by, 'identity.person_ended', {
    path,
    subjectKind: 'person',
    subjectId: id,
    detail: { ended },
  })
  return { ended }
}
