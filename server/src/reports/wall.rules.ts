import type { getTownshipOverview } from '@xinghe/contract/overview'
import type { AnswerIn } from '@xinghe/contract/route'
import type { Wall } from '@xinghe/contract/wall'
import type { OrgClass } from '@xinghe/contract/words'

export interface VillageResult {
  unitId: string
  name: string
  townshipId: string | null
  level: number | null
  class: OrgClass | null
  rated: boolean
  /** The same in every row. */
  resultYear: number | null
}
type Figures = Omit<Wall, 'at' | 'year' | 'entries' | 'notices'>

/** One tile a township; a township's own wall, or a village's, has one tile. */
export function wallFigures(
  { total, rows }: AnswerIn<typeof getTownshipOverview>,
  villages: readonly VillageResult[],
  soon: number,
): Figures {
  const townships = rows.some((row) => row.kind === 'TOWNSHIP' || row.kind === 'STREET') ? rows : [total]
  const classed = (wanted: OrgClass) => villages.filter((one) => one.class === wanted).length
  return {
    area: total.name,
    resultYear: villages[0]?.resultYear ?? null,
    villages: villages.length,
    members: total.members,
    tenStar: villages.filter(({ level }) => level === 10).length,
    classes: { I: classed('I'), II: classed('II'), III: classed('III') },
    steps: total.steps,
    stepCounts: total.stepCounts,
    due: { waiting: total.waiting, soon, overdue: total.overdue },
    townships: townships.map(({ unitId, name, steps, waiting, overdue }) => ({
      unitId,
      name,
      steps,
      waiting,
      overdue,
      villages: villages
        .filter((one) => townships.length === 1 || one.townshipId === unitId)
        .map(({ unitId: id, name: village, level, class: inClass, rated }) => ({
          unitId: id,
          name: village,
          level,
          class: inClass,
          rated,
        })),
    })),
  }
}
