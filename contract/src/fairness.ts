/** 公平性提示: where it is worth a look. Worked out when asked, stored nowhere, a verdict on nobody. */
import { z } from 'zod'
import { route } from './route.ts'
import { slipStateKeys } from './slips.ts'
import { zId, zQuarter, zYear } from './values.ts'
import { starKindKeys, subjectKeys } from './words.ts'

const area = { unitId: zId.optional(), year: zYear }
const page = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(10).max(200).default(50),
}
/** A unit right below the area, or the area itself where nothing lies below. */
const place = { unitId: zId, name: z.string() }

export const measures = {
  memberPoints: '党员人均积分',
  villagePoints: '组织平均积分',
  passed: '认定率',
  returned: '退回率',
} as const
export type Measure = keyof typeof measures
export const measureKeys = Object.keys(measures) as [Measure, ...Measure[]]
/** Points in hundredths, shares in percent with one decimal; null where there is nothing to divide by. */
const values = z.object({
  memberPoints: z.number().nullable(),
  villagePoints: z.number().nullable(),
  passed: z.number().nullable(),
  returned: z.number().nullable(),
})
export type MeasureValues = z.output<typeof values>

export const fairness = z.object({
  year: z.int(),
  /** How a place is called here: townships of a county, villages of a township. */
  area: z.object({ ...place, townships: z.boolean() }),
  places: z.array(
    z.object({
      ...place,
      members: z.int(),
      villages: z.int(),
      handedIn: z.int(),
      values,
      /** Which of them lie far from the middle, and on which side. */
      far: z.array(z.object({ measure: z.enum(measureKeys), side: z.enum(['above', 'below']) })),
    }),
  ),
  /** The middle of the places (中位数); null with fewer than three places to compare. */
  middle: values,
  /** A bonus given far oftener than in the middle: times for a hundred members, or for one organisation. */
  rules: z.array(
    z.object({
      ...place,
      subject: z.enum(subjectKeys),
      rule: z.string(),
      count: z.int(),
      rate: z.number(),
      middle: z.number(),
    }),
  ),
  /** Quarters of which much was entered in the ledger right before the close. */
  bursts: z.array(
    z.object({ ...place, quarter: zQuarter, closedOn: z.string(), entries: z.int(), late: z.int() }),
  ),
  /** Stars that everybody or nobody won. */
  stars: z.array(
    z.object({
      ...place,
      subject: z.enum(subjectKeys),
      star: z.string(),
      kind: z.enum(starKindKeys),
      rated: z.int(),
      won: z.int(),
    }),
  ),
  /** The settings by which it was worked out. */
  limits: z.object({
    pointsPercent: z.int(),
    sharePercent: z.int(),
    ruleTimes: z.int(),
    burstDays: z.int(),
    burstPercent: z.int(),
    lookBits: z.int(),
    everybodyPercent: z.int(),
    nobodyPercent: z.int(),
    least: z.int(),
  }),
})
export type Fairness = z.output<typeof fairness>

export const getFairness = route({
  method: 'GET',
  path: '/api/reports/fairness',
  access: 'fairness.read',
  summary: 'Hints where to look: checkers, bonus rules, bursts before a close, stars that tell nothing',
  query: z.object(area),
  answer: fairness,
})

const use = z.object({
  slipId: zId,
  fileId: zId,
  townshipName: z.string(),
  villageName: z.string(),
  factOn: z.string(),
  enteredAt: z.string(),
  reason: z.string(),
})
export type PhotographUse = z.output<typeof use>
export const listSamePhotographs = route({
  method: 'GET',
  path: '/api/reports/fairness/photographs',
  access: 'fairness.read',
  summary: 'Slips of the year whose photograph looks like that of an earlier slip about something else',
  query: z.object({ ...area, ...page }),
  answer: z.object({
    rows: z.array(z.object({ apart: z.int(), first: use, again: use })),
    total: z.int(),
  }),
})

const entries = z.object({
  rows: z.array(
    z.object({
      id: zId,
      bookId: zId,
      name: z.string(),
      villageName: z.string(),
      factOn: z.string(),
      postedAt: z.string(),
      reason: z.string(),
      counted: z.int(),
      checkedBy: z.string().nullable(),
    }),
  ),
  total: z.int(),
})
export const listBonusEntries = route({
  method: 'GET',
  path: '/api/reports/fairness/bonuses',
  access: 'fairness.read',
  summary: 'The entries of a bonus rule, which is known by its words',
  query: z.object({
    ...area,
    subject: z.enum(subjectKeys),
    rule: z.string().trim().min(1).max(400),
    ...page,
  }),
  answer: entries,
})
export const listBurstEntries = route({
  method: 'GET',
  path: '/api/reports/fairness/bursts',
  access: 'fairness.read',
  summary: 'The entries made in the last days before the close of a quarter',
  query: z.object({ ...area, quarter: zQuarter, ...page }),
  answer: entries,
})
export const listHintSlips = route({
  method: 'GET',
  path: '/api/reports/fairness/slips',
  access: 'fairness.read',
  summary: 'The slips behind a share: not recognised, or returned at least once',
  query: z.object({ ...area, which: z.enum(['refused', 'returned']), ...page }),
  answer: z.object({
    rows: z.array(
      z.object({
        slipId: zId,
        villageName: z.string(),
        factOn: z.string(),
        reason: z.string(),
        state: z.enum(slipStateKeys),
        /** What was written with the last return or refusal. */
        said: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
    total: z.int(),
  }),
})
