/** Figures of large units, made by roll-up.ts: read with the time they are of, or none, and then the rows are counted. */
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

export interface Rolled<Figures> {
  own: Figures
  /** By the id of each unit right below; what lies at the unit itself, under its own. */
  below: Record<string, Figures>
}
export interface OfUnit {
  kind: 'OVERVIEW' | 'RESULTS' | 'ENTRIES'
  unitId: string
  year: number
  subject: string
}

export async function rolledFigures<Figures>(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  { kind, unitId, year, subject }: OfUnit,
): Promise<(Rolled<Figures> & { asOf: string }) | undefined> {
  const row = await tx
    .selectFrom('area_figures')
    .select(['as_of', 'figures'])
    .where('region_id', '=', by.regionId)
    .where('kind', '=', kind)
    .where('year', '=', year)
    .where('subject', '=', subject)
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row && { ...(row.figures as unknown as Rolled<Figures>), asOf: row.as_of.toISOString() }
}

/** Rows that agree in `keys` become one, in which everything else is added up. */
export function addUp<Row extends object>(rows: readonly Row[], keys: readonly (keyof Row)[]): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify(keys.map((name) => row[name]))
    const sum = sums.get(key)
    if (!sum) sums.set(key, { ...row })
    else
      for (const name of Object.keys(row) as (keyof Row)[])
        if (!keys.includes(name)) sum[name] = ((sum[name] as number) + (row[name] as number)) as never
  }
  return [...sums.values()]
}

/** The groups of each place, named by its path, as the statements of the live figures group them. */
export const placed = <Figures, Group extends object>(
  { own, below }: Rolled<Figures>,
  area: { path: string; places: readonly { unitId: string; path: string }[] },
  groupsOf: (figures: Figures) => readonly Group[],
): (Group & { place: string })[] =>
  area.places.flatMap(({ unitId, path }) => {
    const figures = path === area.path ? own : below[unitId]
    return figures ? groupsOf(figures).map((group) => ({ ...group, place: path })) : []
  })
