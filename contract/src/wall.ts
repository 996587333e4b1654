/** 大屏: the figures of an area on a wall, without the name of any person. */
import { z } from 'zod'
import { noticeKindKeys } from './notices.ts'
import { ribbonStep } from './overview.ts'
import { route } from './route.ts'
import { zId } from './values.ts'
import { orgClassKeys, stepKeys } from './words.ts'

const village = z.object({
  unitId: zId,
  name: z.string(),
  level: z.int().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  /** False while no result of the year stands. */
  rated: z.boolean(),
})
export const wall = z.object({
  /** When the figures were taken. */
  at: z.string(),
  area: z.string(),
  year: z.int(),
  /** The last year whose results the county has confirmed for half of the villages at least; else the last with any. */
  resultYear: z.int().nullable(),
  villages: z.int(),
  members: z.int(),
  /** Entries in the books of the year. */
  entries: z.int(),
  tenStar: z.int(),
  classes: z.object({ I: z.int(), II: z.int(), III: z.int() }),
  steps: z.array(ribbonStep),
  stepCounts: z.array(
    z.object({ step: z.enum(stepKeys), done: z.int(), now: z.int(), late: z.int(), todo: z.int() }),
  ),
  due: z.object({ waiting: z.int(), soon: z.int(), overdue: z.int() }),
  townships: z.array(
    z.object({
      unitId: zId,
      name: z.string(),
      steps: z.array(ribbonStep),
      waiting: z.int(),
      overdue: z.int(),
      villages: z.array(village),
    }),
  ),
  /** Notices of the same kind and time are one: how many units, and how many still run. */
  notices: z.array(
    z.object({
      kind: z.enum(noticeKindKeys),
      year: z.int(),
      quarter: z.int().nullable(),
      units: z.int(),
      running: z.int(),
      startsOn: z.string(),
      endsOn: z.string(),
    }),
  ),
})
export type Wall = z.output<typeof wall>

export const getWall = route({
  method: 'GET',
  path: '/api/reports/wall',
  access: 'area.read',
  summary: 'The wall display: year figures, villages by class and level, progress, what is due, notices',
  query: z.object({ unitId: zId.optional() }),
  answer: wall,
})
