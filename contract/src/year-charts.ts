/** The figures of a year as charts, against the year before, and the rows behind each of them. */
import { z } from 'zod'
import { route } from './route.ts'
import { zId, zYear } from './values.ts'
import { orgClassKeys, starColourKeys, starKindKeys, subjectKeys } from './words.ts'

/** A year of an area: the actor's own unit when `unitId` is left out. */
const area = z.object({
  unitId: zId.optional(),
  year: zYear,
  subject: z.enum(subjectKeys).default('ORG'),
})
const page = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(10).max(200).default(50),
}
/** How many, in the year and in the year before. */
const pair = { count: z.int(), last: z.int() }
/** A unit below the area, or the area itself where nothing lies below. */
const place = { unitId: zId, name: z.string() }

/** Of when the figures are, where they were not counted just now: areas far larger than a county. */
const zAsOf = z.string().nullable()

export const yearResults = z.object({
  year: z.int(),
  subject: z.enum(subjectKeys),
  asOf: zAsOf,
  /** With a result, standing or proposed: what the page of results calls 参评. */
  rated: z.object(pair),
  levels: z.array(z.object({ level: z.int().nullable(), ...pair })),
  classes: z.array(z.object({ class: z.enum(orgClassKeys), ...pair })),
  /** Stars of a colour, and how many have at least one. */
  colours: z.array(z.object({ colour: z.enum(starColourKeys), ...pair, subjects: z.int() })),
  /** By the star's name: of how many it was asked, by how many won. `lastRated` is 0 where nobody had it. */
  stars: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(starKindKeys),
      rated: z.int(),
      won: z.int(),
      lastRated: z.int(),
      lastWon: z.int(),
    }),
  ),
  /** Committees decided otherwise than computed: higher, lower (or not at all). */
  changed: z.array(z.object({ ...place, rated: z.int(), up: z.int(), down: z.int() })),
  /** The first of them, in tree order, each with its reason. */
  changes: z.array(
    z.object({
      bookId: zId,
      name: z.string(),
      villageName: z.string(),
      townshipName: z.string(),
      computed: z.int().nullable(),
      final: z.int().nullable(),
      reason: z.string().nullable(),
    }),
  ),
})
export type YearResults = z.output<typeof yearResults>

export const getYearResults = route({
  method: 'GET',
  path: '/api/reports/year-results',
  access: 'area.read',
  summary: 'Results of a year for charts: levels, classes, colours, stars won, what committees changed',
  query: area,
  answer: yearResults,
})

export const yearEntries = z.object({
  year: z.int(),
  subject: z.enum(subjectKeys),
  asOf: zAsOf,
  /** Twelve months by the day of the fact; points net of reversals. */
  months: z.array(
    z.object({
      month: z.int(),
      entries: z.int(),
      points: z.int(),
      lastEntries: z.int(),
      lastPoints: z.int(),
    }),
  ),
  /** Entries that stand, how many have no evidence, and of these how many whose rule asks for it. */
  evidence: z.array(z.object({ ...place, entries: z.int(), without: z.int(), needed: z.int() })),
})
export type YearEntries = z.output<typeof yearEntries>

export const getYearEntries = route({
  method: 'GET',
  path: '/api/reports/year-entries',
  access: 'area.read',
  summary: 'Entries of a year for charts: points by month, entries without evidence',
  query: area,
  answer: yearEntries,
})

export const listStarWinners = route({
  method: 'GET',
  path: '/api/reports/year-results/stars',
  access: 'area.read',
  summary: 'Who won a star of this name in the year, or did not',
  query: area.extend({
    kind: z.enum(starKindKeys),
    star: z.string().trim().min(1).max(60),
    won: z.enum(['yes', 'no']),
    ...page,
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        bookId: zId,
        slot: z.int(),
        name: z.string(),
        villageName: z.string(),
        townshipName: z.string(),
        points: z.int(),
        colour: z.enum(starColourKeys).nullable(),
      }),
    ),
    total: z.int(),
  }),
})

export const listYearEntries = route({
  method: 'GET',
  path: '/api/reports/year-entries/rows',
  access: 'area.read',
  summary: 'Entries of a year by month, or those without evidence',
  query: area.extend({
    month: z.coerce.number().int().min(1).max(12).optional(),
    /** any: no evidence; needed: none although the rule asks for it. */
    without: z.enum(['any', 'needed']).optional(),
    ...page,
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: zId,
        bookId: zId,
        name: z.string(),
        villageName: z.string(),
        factOn: z.string(),
        reason: z.string(),
        rule: z.string(),
        counted: z.int(),
      }),
    ),
    total: z.int(),
  }),
})
