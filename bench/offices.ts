/** People in posts with a session, and slips that wait for them: what the load needs of a generated world. */
import { createHash, randomBytes } from 'node:crypto'
import type { Post } from '@xinghe/contract/rights'
import { newId } from '../server/src/platform/ids.ts'
import type { BenchWorld } from './world.ts'

export interface Officer {
  personId: string
  unitId: string
  path: string
  cookie: string
}

interface Seat {
  personId: string
  unitId: string
  path: string
}
/** Accounts and sessions that last the bench; the cookies. */
async function seated({ owner }: BenchWorld, seats: readonly Seat[], now: Date): Promise<Officer[]> {
  const officers = seats.map((seat) => ({ ...seat, token: randomBytes(32).toString('base64url') }))
  const people = officers.map((one) => one.personId)
  await owner.query(
    `insert into account (region_id, person_id, login, password_hash, created_at, password_at)
     select 1, n.id, 'bench-' || n.id, 'none', $2, $2 from unnest($1::uuid[]) n (id) on conflict do nothing`,
    [people, now],
  )
  await owner.query(
    `insert into session (region_id, id, token_digest, person_id, epoch, created_at, last_seen_at, expires_at, idle_minutes, address, device)
     select 1, gen_random_uuid(), n.digest, n.id, 0, $3::timestamptz, $3::timestamptz, $3::timestamptz + interval '2 days', 100000, '127.0.0.1', 'bench'
     from unnest($1::bytea[], $2::uuid[]) n (digest, id)`,
    [officers.map(({ token }) => createHash('sha256').update(token).digest()), people, now],
  )
  return officers.map(({ personId, unitId, path, token }) => ({
    personId,
    unitId,
    path,
    cookie: `1.${token}`,
  }))
}

/** One officer a unit, in this post. */
export async function officersAt(
  world: BenchWorld,
  units: readonly { id: string; path: string }[],
  post: Post,
  now: Date,
): Promise<Officer[]> {
  const seats = units.map((unit) => ({ personId: newId(), unitId: unit.id, path: unit.path }))
  const column = <K extends keyof Seat>(name: K) => seats.map((one) => one[name])
  await world.owner.query(
    `insert into person (region_id, id, path, name, name_sort, created_at)
     select 1, n.id, n.path, '测试员', '测试员', $3 from unnest($1::uuid[], $2::text[]) n (id, path)`,
    [column('personId'), column('path'), now],
  )
  await world.owner.query(
    `insert into post_holding (region_id, id, person_id, unit_id, path, post, first_on)
     select 1, gen_random_uuid(), n.id, n.unit, n.path, $4, '2026-01-01' from unnest($1::uuid[], $2::uuid[], $3::text[]) n (id, unit, path)`,
    [column('personId'), column('unitId'), column('path'), post],
  )
  return seated(world, seats, now)
}

/** A member with a book below each of these units. */
export async function membersAt(
  world: BenchWorld,
  units: readonly { path: string }[],
  now: Date,
): Promise<Officer[]> {
  const { rows } = await world.owner.query<{ person_id: string; village_id: string; path: string }>(
    `select b.* from unnest($1::text[]) n (path) cross join lateral (
       select person_id, village_id, path from book where region_id = 1 and year = 2026 and subject = 'MEMBER' and path >= n.path and path < n.path || '~' limit 1) b`,
    [units.map((unit) => unit.path)],
  )
  return seated(
    world,
    rows.map((row) => ({ personId: row.person_id, unitId: row.village_id, path: row.path })),
    now,
  )
}

/** Slips that an earlier round laid out and nobody got to: a queue that no office has would slow every page of it. */
const sweep = `
  delete from work_item where region_id = 1 and kind = 'SLIP_CHECK';
  delete from slip_line l using slip s where s.region_id = 1 and s.state = 'CONFIRMED' and l.region_id = 1 and l.slip_id = s.id;
  delete from slip where region_id = 1 and state = 'CONFIRMED'`

/** `each` slips of `lines` lines for each officer, confirmed and waiting for the township's check; their ids by officer. */
export async function slipsFor(
  { owner }: BenchWorld,
  officers: readonly Officer[],
  each: number,
  lines = 1,
): Promise<string[][]> {
  const slots = officers.map(() => Array.from({ length: each }, () => newId()))
  const mark = newId()
  await owner.query(`begin; ${sweep}`)
  await owner.query(
    `create temp table slip_made on commit drop as
     with officer as (select * from unnest($1::int[], $2::text[], $3::uuid[]) o (at, path, unit)),
       books as (select o.at, o.unit, b.*, row_number() over (partition by o.at order by hashtext(b.id::text || $7)) as nth, count(*) over (partition by o.at) as of
         from officer o join book b on b.region_id = 1 and b.year = 2026 and b.subject = 'MEMBER' and b.path >= o.path and b.path < o.path || '~'),
       wanted as (select n.id, n.at, n.k from unnest($4::uuid[], $5::int[], $6::int[]) n (id, at, k))
     select w.id, w.k, b.id as book_id, b.path, b.person_id, b.village_id, b.township_id, b.version_id, b.unit, 1 + w.k % 10 as slot
     from wanted w join books b on b.at = w.at and b.nth = 1 + w.k % b.of`,
    [
      officers.map((_, at) => at),
      officers.map((one) => one.path),
      officers.map((one) => one.unitId),
      slots.flat(),
      slots.flatMap((ids, at) => ids.map(() => at)),
      slots.flatMap((ids) => ids.map((_, k) => k)),
      // Other books each time: a book has the entries that a book has.
      mark,
    ],
  )
  await owner.query(
    `insert into slip (region_id, id, township_id, village_id, path, person_id, year, quarter, subject, fact_on, reason, state, checker, confirmer,
       entered_by, entered_by_name, entered_post, entered_at, confirmed_by, confirmed_by_name, confirmed_at)
     select 1, id, township_id, village_id, path, person_id, 2026, 4, 'MEMBER', '2026-11-10', '参加义务劳动', 'CONFIRMED', 'TOWNSHIP', 'VILLAGE_SECRETARY',
       $1, '钱草原', 'VILLAGE_CLERK', '2026-11-12', $1, '孙明川', '2026-11-13' from slip_made`,
    [mark],
  )
  await owner.query(
    `insert into slip_line (region_id, id, slip_id, book_id, path, person_id, version_id, rule_code, slot, amount, fact_on, ordinal, live)
     select 1, gen_random_uuid(), id, book_id, path, person_id, version_id, 'R' || slot || '-2', slot, 100, '2026-11-10', (random() * 2000000000)::int, true
     from slip_made, generate_series(1, $1)`,
    [lines],
  )
  await owner.query(
    `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, since, begun_on)
     select 1, gen_random_uuid(), 'SLIP_CHECK', 'slip', id, path, '积分申报单', unit, 'TOWNSHIP_CLERK', '2026-11-13', '2026-11-13' from slip_made`,
  )
  await owner.query('commit')
  for (const table of ['slip', 'slip_line', 'work_item']) await owner.query(`vacuum (analyze) ${table}`)
  // What laying out has left to be written is written before, not meanwhile.
  await owner.query('checkpoint')
  return slots
}
