import { sql } from 'kysely'
import { type Actor, systemPerson } from './actor.ts'
import { newId } from './ids.ts'
import type { ReadTx, Tx } from './tx.ts'

export interface Audited {
  path: string
  subjectKind: string
  subjectId: string | null
  /** A sentence for the timeline: the reason of a return, the ground of a decision. */
  note?: string | null
  detail?: unknown
}

/** Transactions that wrote what they did; an act that wrote nothing is a bug (platform/route.ts). */
const written = new WeakSet<object>()
export const wasAudited = (tx: object): boolean => written.has(tx)
/** For the few acts after which nothing needs to be told; says why where it is called. */
export const nothingToTell = (tx: object): void => void written.add(tx)

/** What an edit changed, as `{ field: [before, after] }`; what stayed is left out. */
export const changes = <T extends object>(
  before: { [Key in keyof T]?: unknown },
  after: T,
): Record<string, [unknown, unknown]> =>
  Object.fromEntries(
    (Object.keys(after) as (keyof T & string)[])
      .filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
      .map((key) => [key, [before[key] ?? null, after[key] ?? null]]),
  )

/** 李四（代张三）: a substitute is told as one wherever the trail is read, under its seal too. */
const nameOf = (by: Actor): string => (by.standsInFor ? `${by.name}（代${by.standsInFor.name}）` : by.name)

/** Writes what was done, by whom, in which post. The same rows are the timeline that screens show. */
export async function audit(
  tx: Tx,
  by: Actor,
  action: string,
  what: Audited | Audited[],
  outcome: 'DONE' | 'REFUSED' = 'DONE',
): Promise<void> {
  const list = Array.isArray(what) ? what : [what]
  await auditAll(
    tx,
    action,
    list.map((one) => ({ by, ...one })),
    outcome,
  )
}

/** The same for what several people of one region did in one transaction. */
export async function auditAll(
  tx: Tx,
  action: string,
  list: readonly (Audited & { by: Actor })[],
  outcome: 'DONE' | 'REFUSED' = 'DONE',
): Promise<void> {
  written.add(tx)
  const [first] = list
  if (!first) return
  const of = <T>(value: (by: Actor) => T): T[] => list.map(({ by }) => value(by))
  await sql`
    insert into audit_entry (region_id, id, at, path, person_id, person_name, post, unit_id, action, subject_kind, subject_id, note, detail, trace_id, address, outcome)
    select ${first.by.regionId}, n.id, n.at, n.path, n.person_id, n.person_name, n.post, n.unit_id, ${action}, n.subject_kind, n.subject_id, n.note, n.detail, n.trace_id, n.address, ${outcome}
    from unnest(${list.map(() => newId())}::uuid[], ${of((by) => by.now)}::timestamptz[], ${list.map((one) => one.path)}::text[],
      ${of((by) => by.personId)}::uuid[], ${of(nameOf)}::text[], ${of((by) => (by.personId === systemPerson ? null : by.post))}::text[],
      ${of((by) => by.unitId)}::uuid[], ${list.map((one) => one.subjectKind)}::text[],
      ${list.map((one) => one.subjectId)}::uuid[], ${list.map((one) => one.note ?? null)}::text[],
      ${list.map((one) => (one.detail === undefined ? null : JSON.stringify(one.detail)))}::jsonb[],
      ${of((by) => by.traceId)}::text[], ${of((by) => by.address)}::text[])
      as n (id, at, path, person_id, person_name, post, unit_id, subject_kind, subject_id, note, detail, trace_id, address)`.execute(
    tx,
  )
}

/** What happened to one record, oldest first. */
export const timelineOf = (tx: ReadTx, regionId: number, subjectKind: string, subjectId: string) =>
  tx
    .selectFrom('audit_entry')
    .select(['at', 'person_name', 'post', 'action', 'note'])
    .where('region_id', '=', regionId)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    // Said here too, as the policy says it: a record that moved has entries from where it was.
    .where(sql<boolean>`coalesce(moved_path, path) >= current_setting('app.path_from')`)
    .where(sql<boolean>`coalesce(moved_path, path) < current_setting('app.path_to')`)
    .orderBy('at')
    .orderBy('id')
    .execute()
