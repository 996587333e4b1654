/**
 * Spreads the schema over the servers of a Citus cluster: which commands, in which order, and the running of them, one
 * command a query. Begun twice it goes on where it stopped. Without the extension the commands can still be read.
 *
 * Citus takes no table into a cluster while it refers to others or others to it; so foreign keys go first, are kept
 * in a table meanwhile, and come back when all tables lie where they belong.
 */
import pg from 'pg'
import { placeOf, spreadBy } from './distribution.ts'

export interface ForeignKey {
  table: string
  name: string
  target: string
  /** 'FOREIGN KEY (region_id, …) REFERENCES …', as PostgreSQL writes it down. */
  definition: string
}
export interface Found {
  tables: readonly string[]
  /** Those that lie in the cluster already. */
  spread: ReadonlySet<string>
  /** Of the schema now. */
  keys: readonly ForeignKey[]
  /** Of the schema as it was before; kept by a run that was interrupted. */
  kept: readonly ForeignKey[]
  /** Those that were added without looking at old rows, and have not been looked at since. */
  unproven: readonly ForeignKey[]
  appRole: string
  database: string
}

const keeping = 'xinghe_distribution'
const name = (text: string): string => pg.escapeIdentifier(text)
const literal = (text: string): string => pg.escapeLiteral(text)
const inSchema = (table: string): string => `xinghe.${name(table)}`

/** Each after those it refers to; a table may refer to itself. Throws on a circle. */
export function targetsFirst(tables: readonly string[], keys: readonly ForeignKey[]): string[] {
  const order: string[] = []
  const rest = new Set([...tables].sort())
  while (rest.size > 0) {
    const next = [...rest].find((table) =>
      keys.every((key) => key.table !== table || key.target === table || !rest.has(key.target)),
    )
    if (!next) throw new Error(`foreign keys go round in a circle: ${[...rest].join(', ')}`)
    order.push(next)
    rest.delete(next)
  }
  return order
}

/** The table that all of a county's lie with. */
const hearth = 'unit'
/** What all refer to comes first; a sort keeps the order within. */
const rankOf = (table: string): number => {
  const place = placeOf(table)
  if (place === 'REFERENCE') return 0
  if (place === 'TENANT') return table === hearth ? 1 : 2
  return 3
}

/** The commands that are still to be given, in their order; none when everything lies where it belongs. */
export function commandsFor(found: Found, shards: number): string[] {
  const unnamed = found.tables.filter((table) => placeOf(table) === undefined)
  if (unnamed.length > 0) throw new Error(`platform/distribution.ts does not name ${unnamed.join(', ')}`)
  const all = [...found.keys, ...found.kept.filter((kept) => !found.keys.some((key) => same(key, kept)))]
  const order = targetsFirst(found.tables, all).filter((table) => placeOf(table) !== 'LOCAL')
  const missing = order
    .filter((table) => !found.spread.has(table))
    .sort((one, other) => rankOf(one) - rankOf(other))
  // A key whose both ends lie in the cluster already stands in nobody's way.
  const loosened = found.keys.filter((key) => missing.includes(key.table) || missing.includes(key.target))
  const back = [...loosened, ...all.filter((key) => !found.keys.some((one) => same(one, key)))]
  const commands = [
    ...(loosened.length > 0
      ? [
          `create schema if not exists ${keeping}`,
          `create table if not exists ${keeping}.foreign_key (table_name text, name text, target text, definition text, primary key (table_name, name))`,
          `insert into ${keeping}.foreign_key values ${loosened
            .map((key) => `(${[key.table, key.name, key.target, key.definition].map(literal).join(', ')})`)
            .join(', ')} on conflict do nothing`,
          ...loosened.map((key) => `alter table ${inSchema(key.table)} drop constraint ${name(key.name)}`),
        ]
      : []),
    ...missing.map((table) => {
      const by = spreadBy(table)
      if (!by) return `select create_reference_table(${literal(inSchema(table))})`
      const how =
        table === hearth || placeOf(table) !== 'TENANT'
          ? `colocate_with => 'none', shard_count => ${shards}`
          : `colocate_with => ${literal(inSchema(hearth))}`
      return `select create_distributed_table(${literal(inSchema(table))}, ${literal(by)}, ${how})`
    }),
    // Two steps: the first locks for a moment and looks at no row, the second looks at all while others go on writing.
    ...back.map(
      (key) =>
        `alter table ${inSchema(key.table)} add constraint ${name(key.name)} ${key.definition} not valid`,
    ),
    ...[...back, ...found.unproven.filter((key) => !back.some((one) => same(one, key)))].map(
      (key) => `alter table ${inSchema(key.table)} validate constraint ${name(key.name)}`,
    ),
    ...(loosened.length + found.kept.length > 0
      ? [`drop table ${keeping}.foreign_key`, `drop schema ${keeping}`]
      : []),
  ]
  // What a request says of itself (`set local app.…`) must reach the servers on which its rows lie.
  const heard = `alter role ${name(found.appRole)} in database ${name(found.database)} set citus.propagate_set_commands = 'local'`
  return commands.length > 0 ? [heard, ...commands] : []
}
const same = (one: ForeignKey, other: ForeignKey): boolean =>
  one.table === other.table && one.name === other.name

const keysOf = async (client: pg.Client, where: string): Promise<ForeignKey[]> =>
  (
    await client.query<ForeignKey>(
      `select c.relname as table, k.conname as name, t.relname as target, regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
       where k.connamespace = 'xinghe'::regnamespace and k.contype = 'f' and k.conparentid = 0 and not c.relispartition and ${where}
       order by 1, 2`,
    )
  ).rows

/** One connection of the owner, for these commands alone. */
export async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return work(client).finally(() => client.end())
}

export const isClustered = async (client: pg.Client): Promise<boolean> =>
  (await client.query(`select from pg_extension where extname = 'citus'`)).rowCount === 1

export const isEmpty = async (client: pg.Client): Promise<boolean> =>
  (await client.query(`select where to_regclass('xinghe.unit') is null`)).rowCount === 1

/** Looks at the database as it is. Of this connection the search path is then such that every name is written out. */
export async function lookAt(client: pg.Client, appRole: string): Promise<Found> {
  await client.query('set search_path = pg_catalog, public')
  const { rows: tables } = await client.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'xinghe'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  )
  const { rows: catalogue } = await client.query<{ there: boolean }>(
    `select to_regclass('pg_dist_partition') is not null as there`,
  )
  const spread = catalogue[0]?.there
    ? (
        await client.query<{ relname: string }>(
          `select c.relname from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
           where c.relnamespace = 'xinghe'::regnamespace and (p.partmethod = 'h' or p.partmethod = 'n' and p.repmodel = 't')`,
        )
      ).rows
    : []
  const { rows: keeps } = await client.query<{ there: boolean }>(
    `select to_regclass('${keeping}.foreign_key') is not null as there`,
  )
  const kept = keeps[0]?.there
    ? (
        await client.query<ForeignKey>(
          `select table_name as table, name, target, definition from ${keeping}.foreign_key order by 1, 2`,
        )
      ).rows
    : []
  const { rows: here } = await client.query<{ database: string }>('select current_database() as database')
  return {
    tables: tables.map(({ relname }) => relname),
    spread: new Set(spread.map(({ relname }) => relname)),
    keys: await keysOf(client, 'true'),
    kept,
    unproven: await keysOf(client, 'not k.convalidated'),
    appRole,
    database: here[0]?.database as string,
  }
}

/** Gives the commands one by one; when one fails, what was done stays, and the next run goes on from there. */
export async function distribute(
  client: pg.Client,
  commands: readonly string[],
  told: (command: string) => void,
): Promise<void> {
  for (const command of commands) {
    told(command)
    await client.query(command)
  }
}
