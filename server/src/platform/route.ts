/** The way of a request: parse, find the actor, open the transaction, run the act, check the answer. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Download, isDownload, type UploadedFile, zUpload } from '@xinghe/contract/download'
import { holds } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf, RefusalBody, Route } from '@xinghe/contract/route'
import { dayInShanghai, type LocalDate } from '@xinghe/contract/values'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { ZodError, z } from 'zod'
import { type Actor, scopeOf } from './actor.ts'
import { nothingToTell, wasAudited } from './audit.ts'
import type { Clock } from './clock.ts'
import { refusalOf } from './constraints.ts'
import type { Database } from './database.ts'
import type { Limiter } from './limits.ts'
import { countRefusal } from './metrics.ts'
import { isKnock, noteRead, noteRefusal } from './note-access.ts'
import { Refusal } from './refusal.ts'
import { blindIndex } from './sealed.ts'
import { together } from './together.ts'
import { hull, markPermitted, type ReadTx, readTx, type Tx, wholeRegion, writeTx } from './tx.ts'
import { filePolicy, refusalOfHttp } from './web-safety.ts'

export interface Visitor {
  now: Date
  today: LocalDate
  traceId: string
  ip: string
}
/** What a raw handler (sign-in) gets: it opens its own transactions and may set cookies. */
export interface RawContext extends Visitor {
  db: Database
  request: FastifyRequest
  reply: FastifyReply
}

interface ActBinding {
  kind: 'act'
  route: Route
  act: (tx: never, by: Actor, input: never) => Promise<unknown>
  trace: ((tx: Tx, by: Actor, input: never) => Promise<void>) | undefined
  /** The same for calls of several people in one transaction; set by `bindTogether`. */
  together?: ActTogether<Route> | undefined
}
interface PublicBinding {
  kind: 'public'
  route: Route
  regionOf: (input: never) => number | undefined
  act: (tx: never, visitor: Visitor, input: never) => Promise<unknown>
}
interface RawBinding {
  kind: 'raw'
  route: Route
  act: (context: RawContext, input: never, by: Actor | undefined) => Promise<unknown>
}
export type Binding = ActBinding | PublicBinding | RawBinding

/** GET: the act reads. Others: the act may write and must permit. */
type TxFor<R extends Route> = R['method'] extends 'GET' ? ReadTx : Tx

/**
 * Binds a contract route to its act. One line per endpoint in each capability's routes.ts. A route that only reads may
 * leave a `trace` of having been read.
 */
export const bind = <R extends Route>(
  route: R,
  act: (tx: TxFor<R>, by: Actor, input: InputOf<R>) => Promise<AnswerIn<R>>,
  trace?: (tx: Tx, by: Actor, input: InputOf<R>) => Promise<void>,
): Binding => ({ kind: 'act', route, act: act as never, trace: trace as never })

export interface Call<R extends Route> {
  by: Actor
  input: InputOf<R>
}
export interface ActTogether<R extends Route> {
  /** Whether this call is small enough to go with others. */
  fits: (input: InputOf<R>) => boolean
  /**
   * Answers in the order of the calls. undefined: this one goes alone, whatever the reason; that is how a call is refused
   * without harm to its neighbours. Each call's rights are its own actor's; row-level security holds the hull of all.
   */
  act: (tx: Tx, calls: readonly Call<R>[]) => Promise<(AnswerIn<R> | undefined)[]>
}
/** Like `bind`, for an act that many do at the same moment (platform/together.ts, docs/decisions/0014). */
export const bindTogether = <R extends Route>(
  route: R,
  act: (tx: Tx, by: Actor, input: InputOf<R>) => Promise<AnswerIn<R>>,
  together: ActTogether<R>,
): Binding => ({ kind: 'act', route, act: act as never, trace: undefined, together: together as never })

/** Without sign-in: `regionOf` finds the county in the input (public codes begin with it); undefined is 404. */
export const bindPublic = <R extends Route>(
  route: R,
  regionOf: (input: InputOf<R>) => number | undefined,
  act: (tx: TxFor<R>, visitor: Visitor, input: InputOf<R>) => Promise<AnswerIn<R>>,
): Binding => ({ kind: 'public', route, regionOf: regionOf as never, act: act as never })

/** The trace of a read that is written into the audit trail and nowhere else. */
export const justNoted = async (): Promise<void> => {}

/** For identity and health only. */
export const bindRaw = <R extends Route>(
  route: R,
  act: (context: RawContext, input: InputOf<R>, by: Actor | undefined) => Promise<AnswerIn<R>>,
): Binding => ({ kind: 'raw', route, act: act as never })

export interface Serving {
  db: Database
  clock: Clock
  /** The actor behind a request's session cookie, or undefined. */
  findActor: (db: Database, request: FastifyRequest, now: Date, traceId: string) => Promise<Actor | undefined>
  limiter: Limiter
}

function parseInput(route: Route, request: FastifyRequest): Record<string, unknown> {
  const parts: [string, z.ZodType | undefined, unknown][] = [
    ['params', route.params, request.params],
    ['query', route.query, request.query],
    ['body', route.body, request.body],
  ]
  const input: Record<string, unknown> = {}
  for (const [, shape, value] of parts) {
    if (!shape) continue
    const parsed = shape.safeParse(value ?? {})
    if (!parsed.success) throw new Refusal('common.bad_input', undefined, fieldsOf(parsed.error))
    Object.assign(input, parsed.data)
  }
  return input
}
const fieldsOf = (error: ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))

/** A multipart body becomes { file, …texts }, so that uploads are ordinary routes; read only when its sender is known. */
async function readUpload(route: Route, request: FastifyRequest): Promise<void> {
  if (!/^multipart\//i.test(request.headers['content-type'] ?? '')) return
  if ((route.body as unknown) !== zUpload) throw new Refusal('common.wrong_content')
  const body: Record<string, unknown> = {}
  for await (const part of request.parts()) {
    if (part.type === 'file')
      body.file = { name: part.filename, mime: part.mimetype, bytes: await part.toBuffer() }
    else body[part.fieldname] = part.value
  }
  request.body = body
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Of an uploaded file its name and the digest of its bytes: twenty megabytes are not written out as text. 依据: keyed, since
 * a telephone in a plain digest could be found by trying all telephones.
 */
const digestOf = (regionId: number, input: unknown): string =>
  blindIndex(
    { regionId, column: 'idempotency.input_digest' },
    JSON.stringify(
      Object.entries(input as Record<string, unknown>).map(([name, value]) => {
        const { bytes, ...file } = (value ?? {}) as Partial<UploadedFile>
        return [name, bytes instanceof Uint8Array ? { ...file, bytes: sha256(bytes) } : value]
      }),
    ),
  )

/** Runs an act once per key: a repeat answers what the first answered, other content under the key is refused. */
async function onceOnly(
  tx: Tx,
  by: Actor,
  route: Route,
  key: string,
  input: unknown,
  act: () => Promise<unknown>,
) {
  const digest = digestOf(by.regionId, input)
  const name = `${route.method} ${route.path}`
  const taken = await sql`
    insert into idempotency (region_id, person_id, key, route, input_digest, at)
    values (${by.regionId}, ${by.personId}, ${key}, ${name}, ${digest}, ${by.now}) on conflict do nothing`.execute(
    tx,
  )
  if (taken.numAffectedRows === 0n) {
    const first = await tx
      .selectFrom('idempotency')
      .selectAll()
      .where('region_id', '=', by.regionId)
      .where('person_id', '=', by.personId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (first.input_digest !== digest || first.route !== name)
      throw new Refusal('common.same_key_other_content')
    markPermitted(tx)
    nothingToTell(tx)
    return first.answer
  }
  const answer = await act()
  await tx
    .updateTable('idempotency')
    .set({ answer: JSON.stringify(answer ?? null) })
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', by.personId)
    .where('key', '=', key)
    .execute()
  return answer
}

interface Keyed extends Call<Route> {
  key: string | undefined
}
const keyOf = (route: Route, request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && !route.secret && /^[\w-]{8,64}$/.test(key) ? key : undefined
}

/** One act in a transaction of its own. */
const alone = ({ db }: Serving, { route, act }: ActBinding, { by, input, key }: Keyed): Promise<unknown> =>
  writeTx(db, scopeOf(by), async (tx) => {
    const acting = () => act(tx as never, by, input as never)
    const answer = await (key === undefined ? acting() : onceOnly(tx, by, route, key, input, acting))
    mustBeAudited(tx, route)
    return answer
  })

/** Remembers the answers of many; false when one of the keys stood already. */
async function rememberAll(
  tx: Tx,
  route: Route,
  calls: readonly (Keyed & { answer: unknown })[],
): Promise<boolean> {
  const keyed = calls.filter(({ key }) => key !== undefined)
  const [first] = keyed
  if (!first) return true
  const { numAffectedRows } = await sql`
    insert into idempotency (region_id, person_id, key, route, input_digest, answer, at)
    select ${first.by.regionId}, n.person_id, n.key, ${`${route.method} ${route.path}`}, n.digest, n.answer, ${first.by.now}
    from unnest(${keyed.map(({ by }) => by.personId)}::uuid[], ${keyed.map(({ key }) => key)}::text[],
      ${keyed.map(({ by, input }) => digestOf(by.regionId, input))}::text[],
      ${keyed.map(({ answer }) => JSON.stringify(answer ?? null))}::jsonb[]) as n (person_id, key, digest, answer)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows) === keyed.length
}
class TakenBefore extends Error {}

/** Calls of several people in one transaction. What does not go together goes alone, each as if it had come alone. */
async function allTogether(serving: Serving, binding: ActBinding, calls: readonly Keyed[]) {
  const { route, together: how } = binding
  const [only] = calls
  if (calls.length === 1 || !how) return [alone(serving, binding, only as Keyed)]
  const answers = await writeTx(serving.db, hull(calls.map(({ by }) => scopeOf(by))), async (tx) => {
    const found = await how.act(tx, calls as never)
    const done = calls.flatMap((call, at) =>
      found[at] === undefined ? [] : [{ ...call, answer: found[at] }],
    )
    // Nothing was done then, and nothing is written.
    if (done.length === 0) {
      markPermitted(tx)
      return found
    }
    mustBeAudited(tx, route)
    if (!(await rememberAll(tx, route, done))) throw new TakenBefore()
    return found
  }).catch(() => [])
  // 依据: a neighbour's bug, a key that was used before or a lost connection is told to whom it concerns.
  return calls.map((call, at) => answers[at] ?? alone(serving, binding, call))
}

function mustBeAudited(tx: Tx, route: Route): void {
  if (!wasAudited(tx)) throw new Error(`${route.method} ${route.path} was done and not written down`)
}
/** 依据: a page shows dozens; whoever opens the picture itself has read it. */
const isThumbnail = (route: Route): boolean => route.path.endsWith('/thumbnail')

/** Puts a call to those that go with the next transaction of its region. */
type Gather = (regionId: number, call: Keyed) => Promise<unknown>
/**
 * 依据: own choice; of 64 other sizes were not compared. With two lanes the database works on one batch while the next is being
 * read, which pays when enough wait for it (bench: 16 of 64). Who would be the thousandth is told to come again.
 */
const batch = { most: 64, longest: 1000, lanes: 2, worth: 16 }

async function run(
  serving: Serving,
  binding: Binding,
  request: FastifyRequest,
  reply: FastifyReply,
  traceId: string,
  gather: Gather | undefined,
) {
  const { route } = binding
  const now = serving.clock.now()
  const visitor: Visitor = { now, today: dayInShanghai(now), traceId, ip: request.ip }
  const reads = route.method === 'GET'

  if (binding.kind === 'public') {
    await readUpload(route, request)
    const input = parseInput(route, request)
    const regionId = binding.regionOf(input as never)
    if (regionId === undefined) throw new Refusal('common.not_found')
    const scope = wholeRegion(regionId)
    if (reads) return readTx(serving.db, scope, (tx) => binding.act(tx as never, visitor, input as never))
    return writeTx(serving.db, scope, async (tx) => {
      markPermitted(tx)
      const answer = await binding.act(tx as never, visitor, input as never)
      mustBeAudited(tx, route)
      return answer
    })
  }

  const by =
    route.access === 'public' ? undefined : await serving.findActor(serving.db, request, now, traceId)
  if (!by && route.access !== 'public') throw new Refusal('common.not_signed_in')
  if (by) await serving.limiter.account(request, route, by)
  if (by?.pending && !route.early) throw new Refusal(by.pending)
  if (by && route.access !== 'signed-in' && route.access !== 'public' && !holds(by.post, route.access))
    throw new Refusal('common.not_allowed')
  await readUpload(route, request)
  const input = parseInput(route, request)

  if (binding.kind === 'raw')
    return binding.act({ ...visitor, db: serving.db, request, reply }, input as never, by)
  if (!by) throw new Refusal('common.not_signed_in')
  if (reads) {
    const answer = await readTx(serving.db, scopeOf(by), (tx) => binding.act(tx as never, by, input as never))
    // 依据: reading stays read only. The trace is written after what was really found, in a transaction of its own, and
    // before the answer leaves: whoever was refused leaves none, and nobody sees without one.
    const { trace } = binding
    const taken = isDownload(route) && !isThumbnail(route) ? (answer as Download) : undefined
    if (trace || taken)
      await noteRead(serving.db, by, route, request, {
        trace: trace && ((tx) => trace(tx, by, input as never)),
        taken,
      })
    return answer
  }
  const call: Keyed = { by, input: input as never, key: keyOf(route, request) }
  const goesTogether = gather && scopeOf(by).personId === null && binding.together?.fits(input as never)
  return goesTogether ? gather(by.regionId, call) : alone(serving, binding, call)
}

/** RFC 8187: what encodeURIComponent leaves and a header's value may not hold is encoded too. */
const headerName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

function sendDownload(reply: FastifyReply, { bytes, mime, name, inline }: Download) {
  // A browser shows no PDF in a sandbox; those shown are our own prints.
  if (!(inline && mime === 'application/pdf')) reply.header('content-security-policy', filePolicy)
  return reply
    .header('content-type', mime)
    .header(
      'content-disposition',
      `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${headerName(name)}`,
    )
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes) : Readable.from(bytes))
}

function refuse(reply: FastifyReply, request: FastifyRequest, error: unknown, traceId: string) {
  const refusal = refusalOf(error) ?? refusalOfHttp(error)
  if (!refusal) request.log.error({ err: error }, 'unexpected')
  countRefusal(refusal?.code ?? 'bug')
  if (refusal?.status === 503) reply.header('retry-after', '3')
  if (refusal?.status === 429) reply.header('retry-after', String(refusal.details?.seconds ?? 60))
  const body: RefusalBody = {
    error: refusal
      ? { code: refusal.code, message: refusal.zh, details: refusal.details, fields: refusal.fields, traceId }
      : { code: 'bug', message: `系统出现意外错误，已记录（编号 ${traceId}），请联系管理员`, traceId },
  }
  return reply.status(refusal?.status ?? 500).send(body)
}

/** What goes wrong before a route is reached is answered in the same form. */
export const answerErrors = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
  void refuse(reply, request, error, request.id)

const whoKnocked = ({ findActor, db, clock }: Serving, request: FastifyRequest) =>
  findActor(db, request, clock.now(), request.id)

/** Registers the bindings of all capabilities on the HTTP server. */
export function serve(app: FastifyInstance, serving: Serving, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    const { route } = binding
    const gather =
      binding.kind === 'act' && binding.together
        ? together<Keyed, unknown>((_, calls) => allTogether(serving, binding, calls), batch)
        : undefined
    app.route({
      method: route.method,
      url: route.path,
      onRequest: (request) => serving.limiter.address(request, route),
      // Also for what the hooks before it refuse: another site's page, too many requests.
      errorHandler: async (error, request, reply) => {
        const refusal = refusalOf(error)
        if (refusal && isKnock(route, refusal))
          await whoKnocked(serving, request)
            .then((by) => by && noteRefusal(serving.db, by, route, refusal, request.params))
            .catch((err) => request.log.error({ err }, 'a refusal was not written down'))
        return refuse(reply, request, error, request.id)
      },
      handler: async (request, reply) => {
        const answer = await run(serving, binding, request, reply, request.id, gather)
        if (isDownload(route)) return sendDownload(reply, answer as Download)
        return reply.send(route.answer.parse(answer))
      },
    })
  }
}
