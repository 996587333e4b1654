/** A print of everything that stands at each place, to tell where a request left something. */
import type { World } from '../world.ts'

/** Table, region and path of a place → a digest of its rows there. Rows without a place stand at ''. The audit trail,
 * which grows with every refusal, is left out unless asked for. */
export async function printsOf(world: World, trail = false): Promise<Map<string, string>> {
  const tables = (await world.owner(
    `select c.relname as table, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'path') as placed
     from pg_class c join pg_attribute r on r.attrelid = c.oid and r.attname = 'region_id'
     where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r' ${trail ? '' : `and c.relname not like 'audit%'`} order by 1`,
  )) as { table: string; placed: boolean }[]
  const rows = await world.owner(
    tables
      .map(
        ({ table, placed }) =>
          `select '${table}' as "table", region_id, ${placed ? 'path' : `''`} as path, md5(string_agg(t::text, '|' order by t::text)) as print from ${table} t group by 2, 3`,
      )
      .join(' union all '),
  )
  return new Map(rows.map((row) => [`${row.table} ${row.region_id} ${row.path}`, row.print as string]))
}
export interface Change {
  table: string
  regionId: number
  path: string
}
export const changes = (before: Map<string, string>, after: Map<string, string>): Change[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => {
      const [table, region, path] = key.split(' ')
      return { table: table as string, regionId: Number(region), path: path as string }
    })
/** Lets a test take rows away on which others stand. */
export const withoutForeignKeys = (world: World) =>
  world.owner(`do $$ declare r record; begin
    for r in select conrelid::regclass as t, conname from pg_constraint where connamespace = 'xinghe'::regnamespace and contype = 'f' loop
      execute format('alter table %s drop constraint %I', r.t, r.conname); end loop; end $$`)
