export interface PlaqueStars {
  /** Ten of '0' and '1', in slot order. */
  lit: string
  /** Ten of 'G', 'S', 'R', 'N' and '-', in slot order. */
  colours: string
}

/**
 * As many stars as the committee decided: where its level is not the computed one, the stars with the fewest points
 * go out, those with the most come on, in the plainest colour. 依据: 牌匾星数以评定星级为准.
 */
export function starsOnPlaque(rated: PlaqueStars, sums: readonly number[], level: number): PlaqueStars {
  const places = Array.from({ length: 10 }, (_, place) => place)
  const strongest = [...places].sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b)
  const on = new Set(
    [
      ...strongest.filter((place) => rated.lit[place] === '1'),
      ...strongest.filter((place) => rated.lit[place] !== '1'),
    ].slice(0, level),
  )
  const plainest = rated.colours.includes('N') ? 'N' : 'R'
  const colourOf = (place: number) => {
    if (!on.has(place)) return '-'
    return rated.lit[place] === '1' ? rated.colours[place] : plainest
  }
  return {
    lit: places.map((place) => (on.has(place) ? '1' : '0')).join(''),
    colours: places.map(colourOf).join(''),
  }
}
