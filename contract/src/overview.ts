/** Where a township, a village or the county stands in the five procedures of a year. */
import { z } from 'zod'
import { route } from './route.ts'
import { zId, zYear } from './values.ts'
import { orgClassKeys, stepKeys, unitKindKeys } from './words.ts'

export const stepStates = ['done', 'now', 'late', 'todo'] as const
export type StepState = (typeof stepStates)[number]
export const ribbonStep = z.object({
  step: z.enum(stepKeys),
  state: z.enum(stepStates),
  /** The day it was done; while it is not, the day it is due. */
  on: z.string().nullable(),
  note: z.string().nullable(),
})
export type RibbonStep = z.output<typeof ribbonStep>

export const overviewRow = z.object({
  unitId: zId,
  kind: z.enum(unitKindKeys),
  name: z.string(),
  /** The unit above it. */
  townshipName: z.string(),
  partyOrgName: z.string().nullable(),
  steps: z.array(ribbonStep),
  /** How many villages of the row stand where in each step. */
  stepCounts: z.array(
    z.object({ step: z.enum(stepKeys), done: z.int(), now: z.int(), late: z.int(), todo: z.int() }),
  ),
  villages: z.int(),
  members: z.int(),
  /** Entries in the ledger in the quarter in question. */
  entries: z.int(),
  waiting: z.int(),
  overdue: z.int(),
  /** Of the village's organisation; null for townships and where no result stands. */
  lastYear: z
    .object({
      level: z.int().nullable(),
      lit: z.string().nullable(),
      colours: z.string().nullable(),
      class: z.enum(orgClassKeys).nullable(),
    })
    .nullable(),
  /** How many organisations of the row had which class last year; ten-star ones are among class I. */
  lastYearClasses: z.object({ I: z.int(), II: z.int(), III: z.int(), tenStar: z.int() }),
})
export type OverviewRow = z.output<typeof overviewRow>

export const getTownshipOverview = route({
  method: 'GET',
  path: '/api/reports/township-overview',
  access: 'area.read',
  summary: 'The five procedures per village of a township, or per township of a county',
  query: z.object({
    unitId: zId.optional(),
    year: zYear.optional(),
    /** All villages of the county instead of its townships. */
    villages: z.enum(['yes']).optional(),
  }),
  answer: z.object({
    year: z.int(),
    quarter: z.int(),
    /** Years the area can be asked for: from the first with books to this one, and the one asked for. */
    years: z.array(z.int()),
    /** Of when the figures are, where they were not counted just now: areas far larger than a county. */
    asOf: z.string().nullable(),
    total: overviewRow,
    rows: z.array(overviewRow),
  }),
})
