/**
 * The baseline: the same act, checking one points slip, as such systems are usually written: a handler that loads each
 * record by the query builder, decides, and saves each by a statement of its own inside a transaction. It does what the
 * product's act does (session, rights, states, caps, digest, sums, audit, idempotency, queue) and nothing else.
 */
import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Clock } from '../server/src/platform/clock.ts'
import type { Database } from '../server/src/platform/database.ts'
import { newId } from '../server/src/platform/ids.ts'
import { chain } from '../server/src/points/digest.ts'

export function buildUsual(db: Database, clock: Clock): FastifyInstance {
  const app = fastify({ logger: true })
  app.register(cookie)
  app.post('/api/slips/check', async (request, reply) => {
    const now = clock.now()
    const [region, token] = (request.cookies.xinghe ?? '').split('.')
    const regionId = Number(region)
    const key = String(request.headers['idempotency-key'])
    const { ids } = request.body as { ids: string[] }
    return db.transaction().execute(async (tx) => {
      // Row-level security holds for the baseline too.
      await sql`select set_config('app.region_id', ${String(regionId)}, true), set_config('app.path_from', '', true), set_config('app.path_to', '~', true), set_config('app.person', '', true)`.execute(
        tx,
      )
      const session = await tx
        .selectFrom('session')
        .selectAll()
        .where('region_id', '=', regionId)
        .where(
          'token_digest',
          '=',
          createHash('sha256')
            .update(token ?? '')
            .digest(),
        )
        .executeTakeFirst()
      if (!session || session.expires_at < now) return reply.status(401).send({})
      const person = await tx
        .selectFrom('person')
        .selectAll()
        .where('region_id', '=', regionId)
        .where('id', '=', session.person_id)
        .executeTakeFirstOrThrow()
      const holding = await tx
        .selectFrom('post_holding')
        .selectAll()
        .where('region_id', '=', regionId)
        .where('person_id', '=', person.id)
        .executeTakeFirstOrThrow()
      const known = await tx
        .selectFrom('idempotency')
        .selectAll()
        .where('region_id', '=', regionId)
        .where('person_id', '=', person.id)
        .where('key', '=', key)
        .executeTakeFirst()
      if (known) return known.answer
      for (const id of ids) {
        const slip = await tx
          .selectFrom('slip')
          .selectAll()
          .where('region_id', '=', regionId)
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirstOrThrow()
        if (!slip.path.startsWith(holding.path) || holding.post !== 'TOWNSHIP_CLERK')
          return reply.status(403).send({})
        if (slip.state !== 'CONFIRMED') return reply.status(409).send({})
        const lines = await tx
          .selectFrom('slip_line')
          .selectAll()
          .where('region_id', '=', regionId)
          .where('slip_id', '=', id)
          .execute()
        for (const line of lines) {
          const book = await tx
            .selectFrom('book')
            .selectAll()
            .where('region_id', '=', regionId)
            .where('id', '=', line.book_id)
            .forUpdate()
            .executeTakeFirstOrThrow()
          const rule = await tx
            .selectFrom('scheme_rule')
            .selectAll()
            .where('region_id', '=', regionId)
            .where('version_id', '=', line.version_id)
            .where('code', '=', line.rule_code)
            .executeTakeFirstOrThrow()
          const counted = tx
            .selectFrom('points_entry')
            .select((eb) => eb.fn.sum<number>('counted').as('counted'))
            .where('region_id', '=', regionId)
            .where('book_id', '=', book.id)
            .where('rule_code', '=', line.rule_code)
            .where('slot', '=', line.slot)
          const ofYear = await counted.executeTakeFirstOrThrow()
          const month = `${slip.fact_on.slice(0, 7)}-01`
          const ofMonth = await counted
            .where(sql<boolean>`fact_on >= ${month}::date and fact_on < ${month}::date + interval '1 month'`)
            .executeTakeFirstOrThrow()
          // The generated schemes cap by the year and by the month; a rule without a cap has all the room it wants.
          const roomOf = (cap: number | null, stands: number | null) =>
            cap === null ? line.amount : cap - Number(stands ?? 0)
          const room = Math.min(roomOf(rule.cap, ofYear.counted), roomOf(rule.period_cap, ofMonth.counted))
          const entry = {
            id: newId(),
            book_id: book.id,
            seq: book.entries + 1,
            path: book.path,
            person_id: book.person_id,
            year: book.year,
            quarter: slip.quarter,
            slot: line.slot,
            version_id: line.version_id,
            rule_code: line.rule_code,
            kind: rule.kind,
            claimed: line.amount,
            counted: Math.max(0, Math.min(line.amount, room)),
            fact_on: slip.fact_on,
            source_kind: 'SLIP_LINE',
            source_id: line.id,
            refers_to: null,
            reason: slip.reason,
            entered_by: slip.entered_by,
            entered_by_name: slip.entered_by_name,
            confirmed_by_name: slip.confirmed_by_name,
            checked_by_name: person.name,
            posted_at: now,
          }
          const digest = chain(book.head || book.id, entry as never)
          await tx
            .insertInto('points_entry')
            .values({ region_id: regionId, ...entry, digest } as never)
            .execute()
          await tx
            .updateTable('book')
            .set({
              entries: entry.seq,
              head: digest,
              [`s${line.slot}`]: (book[`s${line.slot}` as 's1'] as number) + entry.counted,
            })
            .where('region_id', '=', regionId)
            .where('id', '=', book.id)
            .execute()
        }
        await tx
          .updateTable('slip')
          .set({ state: 'EFFECTIVE', checked_by_name: person.name, checked_at: now })
          .where('region_id', '=', regionId)
          .where('id', '=', id)
          .execute()
        await tx
          .insertInto('audit_entry')
          .values({
            region_id: regionId,
            id: newId(),
            at: now,
            path: slip.path,
            person_id: person.id,
            person_name: person.name,
            post: holding.post,
            unit_id: holding.unit_id,
            action: 'slip.check',
            subject_kind: 'slip',
            subject_id: id,
            outcome: 'DONE',
          })
          .execute()
        await tx
          .deleteFrom('work_item')
          .where('region_id', '=', regionId)
          .where('subject_kind', '=', 'slip')
          .where('subject_id', '=', id)
          .execute()
      }
      const answer = { effective: ids.length, lines: ids.length }
      await tx
        .insertInto('idempotency')
        .values({
          region_id: regionId,
          person_id: person.id,
          key,
          route: 'POST /api/slips/check',
          input_digest: createHash('sha256').update(JSON.stringify(ids)).digest('hex'),
          answer: JSON.stringify(answer),
          at: now,
        })
        .execute()
      return answer
    })
  })
  return app
}
