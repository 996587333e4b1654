import { apart, partsOf } from './look.rules.ts'

export interface Picture {
  slipId: string
  fileId: string
  look: string
  villageId: string
  factOn: string
  reason: string
}
export interface UsedAgain<P extends Picture> {
  first: P
  again: P
  /** In how many of 64 signs the two looks differ. */
  apart: number
}
interface Look<P extends Picture> {
  look: string
  pictures: P[]
  near: { look: Look<P>; apart: number }[]
}

/** 依据: one gathering photographed once may support several facts of its village, or one fact of several villages. */
const oneGathering = (one: Picture, other: Picture): boolean =>
  one.slipId === other.slipId ||
  (one.factOn === other.factOn && (one.villageId === other.villageId || one.reason === other.reason))

/**
 * Pictures whose look, or one at most `bits` (0–4) signs away, an earlier one about something else already had; each
 * with the earliest such. `pictures` in the order of their entering. A look used again on one day makes one hint a
 * village. Looks are compared once each, and only with those that share a part: the time grows with the pictures.
 */
export function usedAgain<P extends Picture>(pictures: readonly P[], bits: number): UsedAgain<P>[] {
  const looks = new Map<string, Look<P>>()
  const byPart = new Map<string, Look<P>[]>()
  const order = new Map<P, number>()
  const told = new Set<string>()
  const found: UsedAgain<P>[] = []

  const meet = (text: string): Look<P> => {
    const met = looks.get(text)
    if (met) return met
    const look: Look<P> = { look: text, pictures: [], near: [] }
    look.near.push({ look, apart: 0 })
    const others = new Set(partsOf(text).flatMap((part) => byPart.get(part) ?? []))
    for (const other of others) {
      const distance = apart(text, other.look)
      if (distance > bits) continue
      look.near.push({ look: other, apart: distance })
      other.near.push({ look, apart: distance })
    }
    for (const part of partsOf(text)) {
      const sharing = byPart.get(part)
      if (sharing) sharing.push(look)
      else byPart.set(part, [look])
    }
    looks.set(text, look)
    return look
  }
  for (const [at, again] of pictures.entries()) {
    order.set(again, at)
    const look = meet(again.look)
    const earlier = look.near.flatMap(({ look: other, apart }) => {
      const first = other.pictures.find((one) => !oneGathering(one, again))
      return first ? [{ first, again, apart }] : []
    })
    look.pictures.push(again)
    const [hint] = earlier.sort((a, b) => (order.get(a.first) ?? 0) - (order.get(b.first) ?? 0))
    const key = `${again.villageId} ${again.factOn} ${again.look}`
    if (!hint || told.has(key)) continue
    told.add(key)
    found.push(hint)
  }
  return found
}
