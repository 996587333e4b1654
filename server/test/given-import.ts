/** Sheets for the tests of what they become: rows as the engine reads them, planned and written in batches. */
import type { CellValue, ImportKind, ImportMemory, ImportOptions, RowPlan } from '../src/imports/kind.ts'
import { permit } from '../src/platform/permit.ts'
import { act, type GivenPerson } from './given.ts'
import type { World } from './world.ts'

export type SheetRow = Record<string, CellValue>
const numbered = (rows: readonly SheetRow[]) => rows.map((values, index) => ({ row: index + 3, values }))

/** What would become of the rows; nothing is written. */
export const planned = <P>(
  world: World,
  person: GivenPerson,
  kind: ImportKind<P>,
  rows: readonly SheetRow[],
  options: ImportOptions = { year: 2026 },
): Promise<RowPlan<P>[]> =>
  act(world, person, async (tx, by) => {
    permit(tx, by, 'imports.make', by.path)
    return kind.plan(tx, by, numbered(rows), new Map(), options)
  })
/** One word a row, with what stands at its cells. */
export const said = (plans: readonly RowPlan[]): string[] =>
  plans.map((one) =>
    one.becomes === 'FAULT'
      ? one.faults.map(({ key, message }) => `${key ?? 'row'}：${message}`).join(' ')
      : one.becomes === 'CHANGE'
        ? `CHANGE ${one.note}`
        : one.becomes,
  )
/** Plans and writes in batches of these sizes (the last one goes on), each in a transaction of its own, as one run. */
export async function imported<P>(
  world: World,
  person: GivenPerson,
  kind: ImportKind<P>,
  rows: readonly SheetRow[],
  { sizes = [1000], ...options }: ImportOptions & { sizes?: readonly number[] } = { year: 2026 },
): Promise<string[]> {
  const memory: ImportMemory = new Map()
  const all = numbered(rows)
  const told: string[] = []
  for (let from = 0, batch = 0; from < all.length; batch++) {
    const size = Math.max(1, sizes[Math.min(batch, sizes.length - 1)] ?? 1000)
    const part = all.slice(from, from + size)
    from += size
    told.push(
      ...(await act(world, person, async (tx, by) => {
        permit(tx, by, 'imports.make', by.path)
        const plans = await kind.plan(tx, by, part, memory, { year: 2026, ...options })
        const work = plans.flatMap((one) => ('planned' in one ? [one.planned as P] : []))
        if (work.length > 0) await kind.write(tx, by, work, memory, { year: 2026, ...options })
        return said(plans)
      })),
    )
  }
  return told
}
