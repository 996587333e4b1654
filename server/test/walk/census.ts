/**
 * What there is, read by the owner from the bare tables: every row by its id, and in every free text the mark of the
 * row it stands in. An answer is searched for both, so that a leak is found wherever it shows.
 */
import type { World } from '../world.ts'

export interface Row {
  table: string
  regionId: number
  path: string
  personId: string | null
}
export interface Census {
  rows: Map<string, Row>
  /** Ids by kind (kinds.ts): rows of that table, villages, townships, public codes. */
  ids: Map<string, string[]>
  rowOfMark(mark: string): Row | undefined
}

/** Texts in which something else reads more than words. What is not named here is taken for words and marked. */
const coded =
  /^(path|state|kind|acting|control_total|file_mime|file_form|mode|subject|post|category|status|sex|name_sort|\w+_(sealed|hash)|action|trace_id|book_no|head|head_code|mark|mime|sha256|number|class|lit|colours|public_code|tracking_code|paper_code|serial|outcome|fund_source|end_reason|code|star_code|rule_code|digest|period|checker|confirmer|conversion|colour_mode|village_type|basis|month|verdict|criterion|what|elective_[ab]|review_grade|entered_post|returned_from|(moved|source|subject|ref|reason|party_org)_kind|(from|to)_class)$/
export const markForm = /Z\d+P[0-9a-z]+T\d+(?:U\d+)?Z/g
const idForm = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
export const marksIn = (text: string): string[] => [...new Set(text.match(markForm))]
export const idsIn = (text: string): string[] => [...new Set(text.match(idForm))]

interface Column {
  table: string
  column: string
  type: string
}
const columnsOf = async (world: World): Promise<Column[]> =>
  (await world.owner(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r'
       and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'path') order by 1, a.attnum`,
  )) as unknown as Column[]
const has = (columns: readonly Column[], table: string, column: string) =>
  columns.some((one) => one.table === table && one.column === column)
const whose = (columns: readonly Column[], table: string) =>
  table === 'person'
    ? 'id'
    : // Who did it, and who holds it: not whose it is.
      /^(audit_entry|post_holding)$/.test(table)
      ? undefined
      : has(columns, table, 'person_id')
        ? 'person_id'
        : undefined
const tablesOf = (columns: readonly Column[]) => [...new Set(columns.map(({ table }) => table))]

export const markedTables = async (world: World): Promise<string[]> => tablesOf(await columnsOf(world))
/** Appends its mark to every free text of the tables. */
export async function markTexts(world: World, only: readonly string[]): Promise<void> {
  const columns = await columnsOf(world)
  const tables = tablesOf(columns)
  const people = '(select id, row_number() over (order by region_id, id) as n from person)'
  for (const table of only) {
    const free = columns.filter(
      (one) => one.table === table && one.type === 'text' && !coded.test(one.column),
    )
    if (free.length === 0) continue
    const owner = whose(columns, table)
    const mark = `'Z' || t.region_id || 'P' || t.path || 'T${tables.indexOf(table)}' || ${
      owner ? `coalesce((select 'U' || n from ${people} p where p.id = t.${owner}), '')` : `''`
    } || 'Z'`
    await world.owner(
      `update ${table} t set ${free.map(({ column }) => `${column} = ${column} || ${mark}`).join(', ')}`,
    )
  }
}

export async function takeCensus(world: World): Promise<Census> {
  const columns = await columnsOf(world)
  const tables = tablesOf(columns)
  const rows = new Map<string, Row>()
  const ids = new Map<string, string[]>()
  for (const table of tables.filter((one) => has(columns, one, 'id'))) {
    const found = (await world.owner(
      `select id, region_id as "regionId", path, ${whose(columns, table) ?? 'null'} as "personId" from ${table} order by region_id, id`,
    )) as unknown as (Row & { id: string })[]
    for (const { id, ...row } of found) rows.set(id, { ...row, table })
    ids.set(
      table,
      found.map(({ id }) => id),
    )
  }
  const take = async (kind: string, text: string) =>
    ids.set(
      kind,
      (await world.owner(text)).map((row) => String(row.id)),
    )
  await take('village', `select id from unit where kind in ('VILLAGE', 'COMMUNITY') order by id`)
  await take('township', `select id from unit where kind in ('TOWNSHIP', 'STREET') order by id`)
  await take('session', 'select id from session order by id')
  await take('notice_code', 'select public_code as id from notice order by 1')
  await take('plaque_code', 'select public_code as id from plaque order by 1')
  await take('tracking_code', 'select tracking_code as id from objection order by 1')
  await take('paper_code', 'select code as id from paper_sheet order by 1')
  ids.set('rule_code', ['1.1', '否1'])
  const numbered = (await world.owner('select id from person order by region_id, id')).map(
    (row) => row.id as string,
  )
  return {
    rows,
    ids,
    rowOfMark(mark) {
      const [, region, path, table, person] = /^Z(\d+)P([0-9a-z]+)T(\d+)(?:U(\d+))?Z$/.exec(mark) ?? []
      if (!path) return undefined
      return {
        table: tables[Number(table)] as string,
        regionId: Number(region),
        path,
        personId: person ? (numbered[Number(person) - 1] ?? null) : null,
      }
    },
  }
}
