/** A line while it is typed. Pure. */
import type { DeclarationLine, Sheet, SheetLine } from '@xinghe/contract/declarations'

export interface TypedLine {
  targetLevel: number | null
  electives: string[]
  targets: { slot: number; text: string }[]
}
export const typedOf = ({ declared }: Pick<SheetLine, 'declared'>): TypedLine =>
  declared
    ? {
        targetLevel: declared.targetLevel,
        electives: [declared.electiveA, declared.electiveB],
        targets: declared.targets,
      }
    : { targetLevel: null, electives: [], targets: [] }
export const isWhole = (line: TypedLine): boolean =>
  line.targetLevel !== null &&
  line.electives.filter(Boolean).length === 2 &&
  line.electives[0] !== line.electives[1]
export const lineOf = (bookId: string, { targetLevel, electives, targets }: TypedLine): DeclarationLine => ({
  bookId,
  targetLevel: targetLevel ?? 0,
  electiveA: electives[0] ?? '',
  electiveB: electives[1] ?? '',
  targets: targets.map(({ slot, text }) => ({ slot, text: text.trim() })).filter(({ text }) => text !== ''),
})

export interface PlacedStar {
  slot: number
  name: string
  requirement: string
}
/** The ten stars of a line by place, the electives as they are chosen now. */
export function tenOf(
  sheet: Sheet,
  category: SheetLine['category'],
  electives: readonly string[],
): PlacedStar[] {
  const fixed = sheet.stars.filter(
    (star) => star.slot !== null && (star.category === null || star.category === category),
  )
  const chosen = electives.flatMap((code, index) => {
    const star = sheet.stars.find((one) => one.code === code)
    return star ? [{ ...star, slot: 9 + index }] : []
  })
  return [...fixed, ...chosen]
    .map(({ slot, name, requirement }) => ({ slot: slot ?? 0, name, requirement }))
    .sort((a, b) => a.slot - b.slot)
}
export const poolOf = (sheet: Sheet) => sheet.stars.filter((star) => star.kind === 'ELECTIVE')
export const nameOf = (sheet: Sheet, code: string | undefined): string =>
  sheet.stars.find((star) => star.code === code)?.name ?? ''
