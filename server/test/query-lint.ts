/**
 * What a distributed database asks of a query, read from its parse tree: every table that lies with its county must be
 * held to one county, by a parameter or constant or by a join on region_id to a table that is. Every query that the
 * tests send goes through here (world.ts); what asks over all counties on purpose stands in `overAll` with its reason.
 */
import { parse } from 'libpg-query'
import { placeOf } from '../src/platform/distribution.ts'

/** By a part of its text, all white space as one blank. */
export const overAll: { query: string; why: string }[] = [
  {
    query: 'select "r"."name" as "county", "a"."login", "p"."name", "h"."post" from "account" as "a"',
    why: 'npm run account: whoever has the console looks for an administrator in whatever county',
  },
]

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** { SelectStmt: {…} } → ['SelectStmt', {…}] */
const opened = (node: unknown): [string, Node] => {
  const [entry] = Object.entries((node ?? {}) as Record<string, Node>)
  return entry ?? ['', {}]
}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (node: unknown): string => {
  const [kind, value] = opened(node)
  return kind === 'String' ? String(value.sval ?? '') : ''
}

/** One name in a FROM: a table, a query of its own, a function. */
interface Source {
  name: string
  table: string | undefined
}
interface Level {
  id: number
  sources: Source[]
  /** Names of WITH, to the columns they give. */
  withs: Map<string, Columns>
  outer: Level | undefined
}
/** Column by name → where its value comes from; '*' stands for all of a source. */
interface Columns {
  named: Map<string, string>
  order: (string | undefined)[]
  stars: { level: Level; source: Source }[]
}

const fixed = 'fixed'
const neverInUpdate = new Set(['now', 'clock_timestamp', 'statement_timestamp', 'random', 'gen_random_uuid'])

class Reading {
  readonly problems: string[] = []
  private readonly from = new Map<string, Set<string>>()
  private readonly must: { node: string; table: string }[] = []
  private readonly unions: { node: string; arms: string[] }[] = []
  private readonly tables = new Set<string>()
  private levels = 0

  /** `to` is fixed when `from` is. */
  private follows(from: string | undefined, to: string | undefined): void {
    if (!from || !to || from === to || to === fixed) return
    const targets = this.from.get(from) ?? new Set()
    this.from.set(from, targets.add(to))
  }
  private equal(one: string | undefined, other: string | undefined): void {
    this.follows(one, other)
    this.follows(other, one)
  }
  private level(outer: Level | undefined): Level {
    return { id: ++this.levels, sources: [], withs: new Map(), outer }
  }
  private nodeOf(level: Level, source: Source, column: string): string {
    return `${level.id} ${source.name}.${column}`
  }
  private resolve(level: Level | undefined, fields: string[]): string | undefined {
    const column = fields.at(-1) as string
    const qualifier = fields.length > 1 ? fields.at(-2) : undefined
    for (let at = level; at; at = at.outer) {
      const fitting = at.sources.filter(({ name, table }) =>
        qualifier
          ? name === qualifier
          : at.sources.length === 1 ||
            column !== 'region_id' ||
            table === undefined ||
            placeOf(table) === 'TENANT',
      )
      if (fitting.length === 1 || (fitting.length > 1 && column === 'region_id'))
        return this.nodeOf(at, fitting[0] as Source, column)
    }
    return undefined
  }
  /** Where a value comes from: a column, or given with the query. */
  private valueOf(level: Level, expression: unknown): string | undefined {
    const [kind, value] = opened(expression)
    if (kind === 'ParamRef' || kind === 'A_Const') return fixed
    if (kind === 'TypeCast') return this.valueOf(level, value.arg)
    if (kind === 'ColumnRef') return this.resolve(level, list(value.fields).map(text))
    return undefined
  }
  /** Within one level both ways; what a level around this one gives, it gives inwards only. */
  private compare(level: Level, one: unknown, other: unknown): void {
    const [left, right] = [this.valueOf(level, one), this.valueOf(level, other)]
    const isHere = (node: string | undefined) => node?.startsWith(`${level.id} `)
    if (isHere(left)) this.follows(right, left)
    if (isHere(right)) this.follows(left, right)
  }

  private condition(level: Level, expression: unknown): void {
    const [kind, value] = opened(expression)
    if (kind === 'BoolExpr' && value.boolop === 'AND_EXPR') {
      for (const arg of list(value.args)) this.condition(level, arg)
      return
    }
    // 'where false': nothing is read at all.
    if (kind === 'A_Const' && isNode(value.boolval) && !value.boolval.boolval)
      for (const source of level.sources) this.follows(fixed, this.nodeOf(level, source, 'region_id'))
    if (kind === 'A_Expr' && value.kind === 'AEXPR_OP' && text(list(value.name)[0]) === '=') {
      const [left, leftValue] = opened(value.lexpr)
      const [right, rightValue] = opened(value.rexpr)
      if (left === 'RowExpr' && right === 'RowExpr')
        list(leftValue.args).forEach((arg, index) => {
          this.compare(level, arg, list(rightValue.args)[index])
        })
      else this.compare(level, value.lexpr, value.rexpr)
    }
    if (kind === 'SubLink' && value.subLinkType === 'ANY_SUBLINK' && !value.operName) {
      const given = this.query(value.subselect, level)
      const [test, testValue] = opened(value.testexpr)
      const tested = test === 'RowExpr' ? list(testValue.args) : [value.testexpr]
      tested.forEach((arg, index) => {
        this.equal(this.valueOf(level, arg), given.order[index])
      })
      this.inside(level, value.testexpr)
      return
    }
    this.inside(level, expression)
  }
  /** Queries within an expression. */
  private inside(level: Level, value: unknown): void {
    if (Array.isArray(value)) for (const each of value) this.inside(level, each)
    else if (isNode(value))
      for (const [kind, child] of Object.entries(value)) {
        if (kind === 'SelectStmt') this.query(value, level)
        else {
          if (kind === 'FuncCall') this.call(child as Node)
          this.inside(level, child)
        }
      }
  }
  private call(call: Node): void {
    const name = text(list(call.funcname).at(-1))
    if (name === 'set_config') this.problems.push('set_config')
  }
  private refuseUnsteady(where: string, value: unknown): void {
    if (Array.isArray(value)) for (const each of value) this.refuseUnsteady(where, each)
    else if (isNode(value))
      for (const [kind, child] of Object.entries(value)) {
        const name = kind === 'FuncCall' ? text(list((child as Node).funcname).at(-1)) : ''
        if (kind === 'SQLValueFunction' || neverInUpdate.has(name))
          this.problems.push(`${name || 'a time'} in ${where}`)
        this.refuseUnsteady(where, child)
      }
  }

  private add(level: Level, source: Source): Source {
    level.sources.push(source)
    if (source.table) this.tables.add(source.table)
    if (source.table && placeOf(source.table) === 'TENANT')
      this.must.push({ node: this.nodeOf(level, source, 'region_id'), table: source.table })
    return source
  }
  private give(level: Level, source: Source, columns: Columns, bothWays: boolean): void {
    for (const [name, node] of columns.named) {
      this.follows(node, this.nodeOf(level, source, name))
      if (bothWays) this.follows(this.nodeOf(level, source, name), node)
    }
    for (const star of columns.stars) {
      this.follows(this.nodeOf(star.level, star.source, 'region_id'), this.nodeOf(level, source, 'region_id'))
      if (bothWays)
        this.follows(
          this.nodeOf(level, source, 'region_id'),
          this.nodeOf(star.level, star.source, 'region_id'),
        )
    }
  }
  private relation(level: Level, range: Node): Source {
    const table = String(range.relname)
    const alias = isNode(range.alias) ? String(range.alias.aliasname) : table
    for (let at: Level | undefined = level; at; at = at.outer) {
      const known = at.withs.get(table)
      if (!known) continue
      const source = this.add(level, { name: alias, table: undefined })
      this.give(level, source, known, false)
      return source
    }
    return this.add(level, {
      name: alias,
      table: range.schemaname === undefined || range.schemaname === 'xinghe' ? table : undefined,
    })
  }
  private fromItem(level: Level, item: unknown): Source[] {
    const [kind, value] = opened(item)
    if (kind === 'RangeVar') return [this.relation(level, value)]
    if (kind === 'RangeSubselect') {
      const columns = this.query(value.subquery, level)
      const alias = isNode(value.alias) ? String(value.alias.aliasname) : `unnamed ${level.sources.length}`
      const source = this.add(level, { name: alias, table: undefined })
      this.give(level, source, columns, true)
      return [source]
    }
    if (kind === 'JoinExpr') {
      const left = this.fromItem(level, value.larg)
      const right = this.fromItem(level, value.rarg)
      for (const column of list(value.usingClause).map(text))
        for (const one of left)
          for (const other of right)
            this.equal(this.nodeOf(level, one, column), this.nodeOf(level, other, column))
      if (value.quals) this.condition(level, value.quals)
      return [...left, ...right]
    }
    if (kind === 'RangeFunction') {
      const alias = isNode(value.alias) ? String(value.alias.aliasname) : `unnamed ${level.sources.length}`
      this.inside(level, value.functions)
      return [this.add(level, { name: alias, table: 'a function' })]
    }
    return []
  }
  private with(level: Level, clause: unknown): void {
    if (!isNode(clause)) return
    for (const each of list(clause.ctes)) {
      const [, cte] = opened(each)
      const name = String(cte.ctename)
      const none: Columns = { named: new Map(), order: [], stars: [] }
      if (clause.recursive) level.withs.set(name, none)
      const columns = this.query(cte.ctequery, level)
      const names = list(cte.aliascolnames).map(text)
      names.forEach((column, index) => {
        const node = columns.order[index]
        if (node) columns.named.set(column, node)
      })
      // The rows of a recursion come from its beginning: what it refers to itself by has the county of that.
      level.withs.set(name, columns)
    }
  }
  private outputs(level: Level, targets: unknown): Columns {
    const columns: Columns = { named: new Map(), order: [], stars: [] }
    for (const each of list(targets)) {
      const [, target] = opened(each)
      const [kind, value] = opened(target.val)
      const fields = kind === 'ColumnRef' ? list(value.fields) : []
      if (fields.length > 0 && opened(fields.at(-1))[0] === 'A_Star') {
        const of = fields.length > 1 ? text(fields.at(-2)) : undefined
        for (const source of level.sources)
          if (!of || source.name === of) columns.stars.push({ level, source })
        continue
      }
      const node = this.valueOf(level, target.val)
      const name = target.name ? String(target.name) : fields.length > 0 ? text(fields.at(-1)) : undefined
      columns.order.push(node)
      if (name && node) columns.named.set(name, node)
      this.inside(level, target.val)
    }
    return columns
  }

  /** Reads a query within `outer`; what its columns are. */
  query(node: unknown, outer: Level | undefined): Columns {
    const [kind, value] = opened(node)
    const level = this.level(outer)
    this.with(level, value.withClause)
    if (kind === 'SelectStmt') return this.select(level, value)
    if (kind === 'InsertStmt') {
      const target: Source = { name: String((value.relation as Node).relname), table: undefined }
      this.tables.add(target.name)
      const names = list(value.cols).map((column) => String(opened(column)[1].name))
      if (placeOf(target.name) === 'TENANT' && !names.includes('region_id') && names.length > 0)
        this.problems.push(`${target.name} without region_id`)
      const given = value.selectStmt ? this.query(value.selectStmt, level) : undefined
      level.sources.push(target)
      this.follows(
        given?.order[Math.max(0, names.indexOf('region_id'))],
        this.nodeOf(level, target, 'region_id'),
      )
      const conflict = value.onConflictClause as Node | undefined
      if (conflict) this.refuseUnsteady('do update', conflict.targetList)
      return this.outputs(level, value.returningList ?? (value.returningClause as Node | undefined)?.exprs)
    }
    if (kind === 'UpdateStmt' || kind === 'DeleteStmt') {
      this.relation(level, value.relation as Node)
      for (const item of list(value.fromClause ?? value.usingClause)) this.fromItem(level, item)
      if (value.whereClause) this.condition(level, value.whereClause)
      if (kind === 'UpdateStmt') {
        this.refuseUnsteady('set', value.targetList)
        for (const target of list(value.targetList))
          if (opened(target)[1].name === 'region_id') this.problems.push('region_id is changed')
        this.inside(level, value.targetList)
      }
      return this.outputs(level, value.returningList ?? (value.returningClause as Node | undefined)?.exprs)
    }
    if (kind === 'MergeStmt') this.problems.push('merge')
    return { named: new Map(), order: [], stars: [] }
  }
  private select(level: Level, value: Node): Columns {
    if (value.op && value.op !== 'SETOP_NONE') {
      const arms = [value.larg, value.rarg].map((arm) => this.select(this.level(level), arm as Node))
      const [first] = arms as [Columns, Columns]
      const columns: Columns = { named: new Map(), order: [], stars: [] }
      const names = new Map([...first.named].map(([name, node]) => [node, name]))
      first.order.forEach((node, index) => {
        const union = `${level.id} union.${index}`
        this.unions.push({ node: union, arms: arms.map((arm) => arm.order[index] ?? 'unknown') })
        columns.order.push(union)
        const name = node && names.get(node)
        if (name) columns.named.set(name, union)
      })
      if (first.order.length === 0) columns.stars.push(...first.stars)
      this.inside(level, value.sortClause)
      return columns
    }
    for (const item of list(value.fromClause)) this.fromItem(level, item)
    if (value.whereClause) this.condition(level, value.whereClause)
    for (const part of [
      value.havingClause,
      value.sortClause,
      value.groupClause,
      value.limitCount,
      value.valuesLists,
    ])
      this.inside(level, part)
    if (list(value.groupClause).some((part) => opened(part)[0] === 'GroupingSet'))
      this.problems.push('grouping sets')
    const [values] = list(value.valuesLists)
    if (values) {
      const order = list(opened(values)[1].items).map((item) => this.valueOf(level, item))
      return { named: new Map(), order, stars: [] }
    }
    return this.outputs(level, value.targetList)
  }

  /** What is wrong, once all was read. */
  close(): string[] {
    const known = new Set<string>()
    const spread = (node: string): void => {
      if (known.has(node)) return
      known.add(node)
      for (const next of this.from.get(node) ?? []) spread(next)
    }
    spread(fixed)
    for (let more = true; more; ) {
      more = false
      for (const { node, arms } of this.unions)
        if (!known.has(node) && arms.every((arm) => known.has(arm))) {
          spread(node)
          more = true
        }
    }
    for (const { node, table } of this.must)
      if (!known.has(node)) this.problems.push(`${table} over all counties`)
    const places = [...this.tables].map(placeOf)
    if (places.some((place) => typeof place === 'object') && places.includes('TENANT'))
      this.problems.push('a table spread otherwise beside those of a county')
    return this.problems
  }
}

/** What is wrong with a query; nothing with what is none (begin, set, commit). */
export async function lint(query: string): Promise<string[]> {
  const { stmts } = (await parse(query)) as { stmts?: { stmt: unknown }[] }
  return (stmts ?? []).flatMap(({ stmt }) => {
    const reading = new Reading()
    reading.query(stmt, undefined)
    return reading.close()
  })
}

let exempt = false
/** For a test file that asks bare tables on purpose, through the app's own connection. */
export const asksBareTables = (): void => {
  exempt = true
}

const asOneLine = (query: string): string => query.replace(/\s+/g, ' ').trim()
const sent = new Map<string, string>()
/** Called with each query as it is sent. */
export function noteQuery(query: string): void {
  // Lists of any length are one query.
  const key = query.replace(/\$\d+(?:, \$\d+)+/g, '$n')
  if (!sent.has(key)) sent.set(key, query)
}
/** Of what was sent since last asked. */
export async function wrongQueries(): Promise<string[]> {
  const queries = [...sent.values()]
  sent.clear()
  if (exempt) return []
  const wrong: string[] = []
  for (const query of queries) {
    if (overAll.some((one) => asOneLine(query).includes(one.query))) continue
    const problems = await lint(query).catch((error) => [`unreadable: ${error}`])
    if (problems.length > 0) wrong.push(`${[...new Set(problems)].join(', ')}: ${asOneLine(query)}`)
  }
  return wrong
}
