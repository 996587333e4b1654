/** 减负自查: how the county's settings keep the burden down, and how many facts each village was asked for, how many twice. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { route } from './route.ts'
import { zId, zQuarter, zYear } from './values.ts'

export const lighterRule = z.object({
  /** The demand, e.g. '不给党员排名'. */
  demand: z.string(),
  /** Where it comes from, in short. */
  basis: z.string(),
  /** How it is kept here and now, with the figure. */
  how: z.string(),
  /** null: a figure to look at, neither kept nor broken. */
  kept: z.boolean().nullable(),
})
export type LighterRule = z.output<typeof lighterRule>

const query = z.object({ year: zYear.optional(), quarter: zQuarter.optional(), unitId: zId.optional() })
export const getLighterWork = route({
  method: 'GET',
  path: '/api/reports/lighter-work',
  access: 'area.read',
  summary: 'How the work is kept light: rule by rule, and facts asked for per village in a quarter',
  query,
  answer: z.object({
    year: z.int(),
    quarter: z.int(),
    area: z.string(),
    rules: z.array(lighterRule),
    villages: z.array(
      z.object({
        unitId: zId,
        name: z.string(),
        townshipName: z.string(),
        members: z.int(),
        /** Slips, declarations and year-end sheets that people of the village handed in. */
        facts: z.int(),
        /** Handed back to be done again, or entered once more for the same day and matter. */
        twice: z.int(),
      }),
    ),
  }),
})
export const printLighterWork = route({
  method: 'GET',
  path: '/api/reports/lighter-work/pdf',
  access: 'area.read',
  summary: 'The self-check on paper',
  query,
  answer: zDownload,
})
