import {
  type PlaqueKind,
  type PlaqueState,
  plaqueLifecycle,
  type listPlaques as route,
} from '@xinghe/contract/award'
import { openActs } from '@xinghe/contract/lifecycle'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { may, within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'

export async function listPlaques(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { year, kind, state, townshipId, q, page, size } = input
  const found = tx
    .selectFrom('plaque as p')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'p.region_id').onRef('b.id', '=', 'p.book_id'),
    )
    .where(within(by, 'plaques.read', 'p'))
    .$if(year !== undefined, (query) => query.where('p.year', '=', year as number))
    .$if(kind !== undefined, (query) => query.where('p.kind', '=', kind as string))
    .$if(townshipId !== undefined, (query) => query.where('b.township_id', '=', townshipId as string))
    .$if(!!q, (query) =>
      query.where(
        sql<boolean>`(strpos(p.subject_name, ${q}) > 0 or strpos(p.unit_name, ${q}) > 0 or strpos(p.serial, ${q}) > 0)`,
      ),
    )
  const listed = found.$if(state !== undefined, (query) => query.where('p.state', '=', state as string))
  const rows = await listed
    .selectAll('p')
    .orderBy('p.year', 'desc')
    .orderBy('p.serial')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const totals = await listed
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('p.cost_fen').as('cost')])
    .executeTakeFirst()
  const states = await found
    .select((eb) => ['p.state', eb.fn.countAll<number>().as('count')])
    .groupBy('p.state')
    .execute()
  const toOrder = await sql<{ count: number }>`
    select count(*) as count from rating r where ${within(by, 'plaques.read', 'r')} and r.subject = 'ORG' and r.final_level is not null
      and r.state in ('CONFIRMED', 'AWARDED') ${year === undefined ? sql`` : sql`and r.year = ${year}`}
      and not exists (select 1 from plaque p where p.region_id = r.region_id and p.book_id = r.book_id and p.kind = 'PLAQUE')`.execute(
    tx,
  )
  return {
    rows: rows.map((row) => ({
      id: row.id,
      bookId: row.book_id,
      kind: row.kind as PlaqueKind,
      serial: row.serial,
      publicCode: row.public_code,
      subjectName: row.subject_name,
      unitName: row.unit_name,
      townshipName: row.township_name,
      mongolianName: row.mongolian_name,
      year: row.year,
      level: row.level,
      lit: row.lit,
      colours: row.colours,
      starNames: row.star_names as string[],
      costFen: row.cost_fen,
      fundSource: row.fund_source as 'PARTY_DUES',
      state: row.state as PlaqueState,
      orderedOn: row.ordered_on,
      deliveredOn: row.delivered_on,
      hungOn: row.hung_on,
      hungBy: row.hung_by_name,
      photoFileId: row.photo_file_id,
      endedOn: row.ended_on,
      endReason: row.end_reason,
      can: openActs(plaqueLifecycle, row.state as PlaqueState).filter(
        (act) => act !== 'change' && may(by, act === 'hang' ? 'plaques.hang' : 'plaques.order', row.path),
      ) as ('deliver' | 'hang' | 'take_down')[],
    })),
    total: Number(totals?.count ?? 0),
    costFen: Number(totals?.cost ?? 0),
    byState: states.map((one) => ({ state: one.state as PlaqueState, count: Number(one.count) })),
    toOrder: Number(toOrder.rows[0]?.count ?? 0),
  }
}
