/** The geometry of one star and of the band, in the proportions that the printed sheets use (server/print/kit.typ). */
export interface StarShape {
  width: number
  height: number
  radius: number
  points: string
  /** Line width that stays visible at 10 px. */
  stroke: number
}

/** A five-pointed star of this height, its box beginning at (0, 0). */
export function starShape(height: number): StarShape {
  const radius = height / 1.81
  const width = radius * 1.902
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (-90 + 36 * index) * (Math.PI / 180)
    const reach = index % 2 === 0 ? radius : radius * 0.4
    return `${(width / 2 + reach * Math.cos(angle)).toFixed(2)},${(radius + reach * Math.sin(angle)).toFixed(2)}`
  }).join(' ')
  return { width, height, radius, points, stroke: Math.max(0.9, width * 0.028) }
}

/** Where each of the ten begins: 5 · 3 · 2 with a gap after the fifth and the eighth. */
export function bandPlaces(width: number): { starts: number[]; total: number } {
  const gap = width * 0.16
  const starts: number[] = []
  let at = 0
  for (let index = 0; index < 10; index++) {
    starts.push(at)
    at += width + gap + (index === 4 || index === 7 ? width * 0.54 : 0)
  }
  return { starts, total: at - gap }
}
