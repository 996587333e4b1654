/** What every chapter of the demo world knows, and how it acts: as a person, at an instant, by the same acts people call. */
import type { Post } from '../contract/src/rights.ts'
import type { LocalDate } from '../contract/src/values.ts'
import { dayInShanghai } from '../contract/src/values.ts'
import type { MemberCategory } from '../contract/src/words.ts'
import { type Actor, scopeOf } from '../server/src/platform/actor.ts'
import type { Database } from '../server/src/platform/database.ts'
import { type ReadTx, readTx, type Tx, writeTx } from '../server/src/platform/tx.ts'
import type { DemoTownship } from './places.ts'
import type { Random } from './random.ts'

export interface Place {
  id: string
  name: string
  path: string
}
export interface Someone {
  id: string
  name: string
  post: Post
  at: Place
  regionId: number
}
export interface DemoMember extends Someone {
  category: MemberCategory
}
export interface DemoVillage extends Place {
  /** Level that its deeds of the finished year are meant to reach. */
  aim: number
  secretary: Someone
  clerk: Someone
  /** Everybody with a book, secretary and clerk among them. */
  members: DemoMember[]
}
export interface DemoTown extends Place {
  plan: DemoTownship
  secretary: Someone
  clerk: Someone
  group: Someone
  villages: DemoVillage[]
}

export interface Story {
  db: Database
  random: Random
  /** The real day on which the world is made; nothing in it is later. */
  now: Date
  today: LocalDate
  /** The year that is over, and the one that runs. */
  finished: number
  running: number
  root: Place
  department: Someone
  towns: DemoTown[]
  /** Tells the database how its tables look now: plans made for empty tables are a hundred times too slow for full ones. */
  analyze: () => Promise<void>
  /** Progress: how much of the whole is made, 0–1, and what is being made. */
  progress: (share: number, what: string) => void
}

/** 10 in the morning in Shanghai on that day, but never later than now. */
export const at = (story: Pick<Story, 'now'>, day: string, hour = 10): Date => {
  const instant = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
  return instant < story.now ? instant : story.now
}

export const actorFrom = (who: Someone, instant: Date): Actor => ({
  regionId: who.regionId,
  personId: who.id,
  name: who.name,
  post: who.post,
  unitId: who.at.id,
  unitName: who.at.name,
  path: who.at.path,
  posts: [],
  now: instant,
  today: dayInShanghai(instant),
  traceId: 'demo',
  address: null,
})

/** `who` acts at an instant, in his own scope: rights and row-level security hold here as everywhere. */
export const acts = <T>(
  story: Pick<Story, 'db'>,
  who: Someone,
  instant: Date,
  work: (tx: Tx, by: Actor) => Promise<T>,
): Promise<T> => {
  const by = actorFrom(who, instant)
  return writeTx(story.db, scopeOf(by), (tx) => work(tx, by))
}
export const reads = <T>(
  story: Pick<Story, 'db'>,
  who: Someone,
  instant: Date,
  work: (tx: ReadTx, by: Actor) => Promise<T>,
): Promise<T> => {
  const by = actorFrom(who, instant)
  return readTx(story.db, scopeOf(by), (tx) => work(tx, by))
}

/** Four at a time: one computes while the others wait for the database. */
export async function inLanes<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list]
  const worker = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one)
  }
  await Promise.all([worker(), worker(), worker(), worker()])
}
