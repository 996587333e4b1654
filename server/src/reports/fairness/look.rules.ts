/** When two photographs are taken for the same. A look is the picture's 64 signs of light and dark (files, `look`). */

/**
 * Where a look is cut, as [first digit, length]. 依据: two looks that differ in at most four of 64 digits have at least
 * one of these five parts in common, so comparing only pictures that share a part loses none of those pairs; beyond
 * four it would, therefore the setting ends there.
 */
export const parts: readonly (readonly [start: number, length: number])[] = [
  [1, 13],
  [14, 13],
  [27, 13],
  [40, 13],
  [53, 12],
]
/** A white sheet, a dark photograph or an even sky has hardly a sign: everything flat would look like everything flat. */
export const signs = { least: 6, most: 58 }

export const apart = (one: string, other: string): number =>
  [...one].reduce((count, digit, at) => count + (digit === other[at] ? 0 : 1), 0)
export const partsOf = (look: string): string[] =>
  parts.map(([start, length], index) => `${index} ${look.slice(start - 1, start - 1 + length)}`)
export const tells = (look: string): boolean => {
  const dark = [...look].filter((digit) => digit === '1').length
  return dark >= signs.least && dark <= signs.most
}
