import type {
  getMyDeclaration as mineRoute,
  getDeclaration as route,
  Sheet,
  SheetLine,
} from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import type { MemberCategory, StarKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { timelineFor } from '../timeline.ts'
import { sheetHeads } from './list-sheets.ts'

/** One sheet with its lines in order of book number; row-level security leaves a member his own line. */
export async function getDeclaration(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Sheet> {
  const [head] = await sheetHeads(tx, by, sql<boolean>`s.id = ${id}`)
  if (!head) throw new Refusal('common.not_found')
  const { rows } = await sql<{
    id: string
    book_no: string
    name: string
    person_id: string | null
    category: MemberCategory | null
    exempt: boolean
    version_id: string | null
    target_level: number | null
    elective_a: string
    elective_b: string
    targets: { slot: number; text: string }[]
    filled_by_name: string
    mark: string | null
  }>`
    select b.id, b.book_no, b.name, b.person_id, b.category, b.exempt, b.version_id,
      d.target_level, d.elective_a, d.elective_b, d.targets, d.filled_by_name, d.mark
    from declaration_sheet s
    join book b on b.region_id = s.region_id and b.year = s.year and b.path = s.path and b.subject = s.subject
    left join declaration d on d.region_id = b.region_id and d.book_id = b.id
    where s.region_id = ${by.regionId} and s.id = ${id} and (${by.post !== 'MEMBER'} or b.person_id is null or b.person_id = ${by.personId})
    order by b.book_no`.execute(tx)
  const lines = rows.map(
    (row): SheetLine => ({
      bookId: row.id,
      bookNo: row.book_no,
      name: row.name,
      personId: row.person_id,
      category: row.category,
      notNeeded: row.exempt ? 'EXEMPT' : row.category === 'OLD_OR_ILL' ? 'COMMON_ONLY' : null,
      declared:
        row.target_level === null
          ? null
          : {
              targetLevel: row.target_level,
              electiveA: row.elective_a,
              electiveB: row.elective_b,
              targets: row.targets,
              filledByName: row.filled_by_name,
              mark: row.mark,
            },
    }),
  )
  const versionId = rows.find((row) => row.version_id)?.version_id
  return {
    ...head,
    lines,
    stars: versionId ? await starsOf(tx, by, versionId) : [],
    timeline: await timelineFor(tx, by.regionId, 'declaration_sheet', id),
  }
}

async function starsOf(tx: ReadTx, by: Actor, versionId: string): Promise<Sheet['stars']> {
  const stars = await tx
    .selectFrom('scheme_star')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', versionId)
    .orderBy('seq')
    .execute()
  return stars.map((star) => ({
    code: star.code,
    kind: star.kind as StarKind,
    slot: star.slot,
    category: star.category as MemberCategory | null,
    name: star.name,
    requirement: star.requirement,
  }))
}

/** The members' sheet of the village where my book of the year stands, or null while there is none. */
export async function getMyDeclaration(
  tx: ReadTx,
  by: Actor,
  { year }: InputOf<typeof mineRoute>,
): Promise<Sheet | null> {
  const found = await tx
    .selectFrom('book as b')
    .innerJoin('declaration_sheet as s', (join) =>
      join
        .onRef('s.region_id', '=', 'b.region_id')
        .onRef('s.village_id', '=', 'b.village_id')
        .onRef('s.subject', '=', 'b.subject')
        .onRef('s.year', '=', 'b.year'),
    )
    .select('s.id')
    .where('b.region_id', '=', by.regionId)
    .where('b.year', '=', year)
    .where('b.person_id', '=', by.personId)
    .executeTakeFirst()
  return found ? getDeclaration(tx, by, { id: found.id }) : null
}
