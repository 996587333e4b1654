import type { getFairness as route } from '@xinghe/contract/fairness'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { areaOf } from '../area.ts'
import { dividesNobody, farFrom, frequentRules, isBurst, middleValues, percent } from './fairness.rules.ts'
import { bonusUses, bookFigures, quarterFigures, slipFigures, starFigures } from './figures.ts'
import { readLimits } from './read-limits.ts'

/** Hints of a year: the county's townships beside each other, or a township's villages. Six statements. */
export async function getFairness(
  tx: ReadTx,
  by: Actor,
  { unitId, year }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await getUnit(tx, by, unitId ?? by.unitId)
  const area = await areaOf(tx, by, unit.id)
  const townships = unit.kind === 'BANNER' || unit.kind === 'COUNTY' || unit.kind === 'DISTRICT'
  const limits = await readLimits(tx, by)
  const slips = new Map((await slipFigures(tx, by, area, year)).rows.map((row) => [row.place, row]))
  const books = new Map((await bookFigures(tx, by, area, year)).rows.map((row) => [row.place, row]))
  const uses = (await bonusUses(tx, by, area, year)).rows
  const quarters = (await quarterFigures(tx, by, area, year, limits.burstDays)).rows
  const stars = [
    ...(await starFigures(tx, by, area, year, 'ORG')).rows,
    ...(await starFigures(tx, by, area, year, 'MEMBER')).rows,
  ]

  const nameOf = new Map(area.places.map(({ path, unitId, name }) => [path, { unitId, name }]))
  /** Rows of a unit that is no more fall to no place. */
  const named = <T extends { place: string }>(rows: readonly T[]) =>
    rows.flatMap(({ place, ...row }) => {
      const known = nameOf.get(place)
      return known ? [{ ...known, ...row }] : []
    })
  const places = area.places.map(({ path, unitId, name }) => {
    const slip = slips.get(path)
    const book = books.get(path)
    return {
      unitId,
      name,
      members: book?.members ?? 0,
      villages: book?.villages ?? 0,
      handedIn: slip?.handedIn ?? 0,
      values: {
        memberPoints: book?.memberPoints ?? null,
        // 依据: a village has one organisation, whose points are its own and say nothing of who checks.
        villagePoints: townships ? (book?.villagePoints ?? null) : null,
        passed: percent(slip?.passed ?? 0, slip?.decided ?? 0),
        returned: percent(slip?.returned ?? 0, slip?.handedIn ?? 0),
      },
    }
  })
  const middle = middleValues(places)
  return {
    year,
    area: {
      unitId: unit.id,
      name: unit.name,
      townships,
    },
    places: places.map((place) => ({
      ...place,
      far: place.handedIn < limits.least ? [] : farFrom(place.values, middle, limits),
    })),
    middle,
    rules: named(frequentRules(uses, books, limits)),
    bursts: named(quarters.filter((row) => isBurst(row, limits))),
    stars: named(stars.filter((row) => dividesNobody(row, limits))),
    limits,
  }
}
