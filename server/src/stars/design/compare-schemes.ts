import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { compareSchemes as route, SchemeLabel } from '@xinghe/contract/scheme-comparison'
import { diffSchemes } from '@xinghe/contract/scheme-diff'
import { sql } from 'kysely'
import { categoryNames } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { documentOf } from './document.ts'
import { readable, type Version } from './load.ts'

type Row = Version & { township_name: string }

const labelOf = (row: Row): SchemeLabel => ({
  id: row.id,
  schemeId: row.scheme_id,
  townshipName: row.township_name,
  subject: row.subject,
  year: row.year,
  version: row.version,
  state: row.state,
  title: row.title,
})

const isBefore = (row: Row, to: Row): boolean =>
  row.scheme_id === to.scheme_id
    ? row.version < to.version
    : row.township_id === to.township_id && row.year < to.year

/** Whoever drafts may also look at what any township of the county has published: to learn from, as for copies. */
const comparable = (by: Actor) =>
  may(by, 'schemes.draft')
    ? sql<boolean>`(${readable(by)} or (v.region_id = ${by.regionId} and v.state in ('PUBLISHED', 'LOCKED', 'ARCHIVED')))`
    : readable(by)

/** One version against another of the same subject; by default its predecessor, else the township's own of before. */
export async function compareSchemes(
  tx: ReadTx,
  by: Actor,
  { id, versionId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { rows } = await sql<Row>`
    select v.*, s.subject, s.year, s.township_id, s.township_name
    from scheme_version v join scheme s on s.region_id = v.region_id and s.id = v.scheme_id
    join scheme_version mine on mine.region_id = v.region_id and mine.id = ${id}
    join scheme own on own.region_id = mine.region_id and own.id = mine.scheme_id and own.subject = s.subject
    where v.region_id = ${by.regionId} and ${comparable(by)}
    order by (v.scheme_id = mine.scheme_id and v.version < mine.version) desc, (s.township_id = own.township_id) desc,
      (s.year < own.year) desc, s.year desc, v.path, s.name, v.version desc`.execute(tx)
  const to = rows.find((row) => row.id === id)
  if (!to) throw new Refusal('common.not_found')
  const others = rows.filter((row) => row !== to)
  const from = versionId ? rows.find((row) => row.id === versionId) : others.find((row) => isBefore(row, to))
  if (versionId && !from) throw new Refusal('common.not_found')
  return {
    to: labelOf(to),
    from: from ? labelOf(from) : null,
    diff: from
      ? diffSchemes(await documentOf(tx, from), await documentOf(tx, to), await categoryNames(tx, by))
      : null,
    others: others.map(labelOf),
  }
}
