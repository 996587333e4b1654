/** 预评: what the year end would give as of an instant, for all books of the county at once. It decides nothing. */
import { z } from 'zod'
import { zBegun } from './errands.ts'
import { route } from './route.ts'
import { zId, zYear } from './values.ts'
import { orgClassKeys, subjectKeys } from './words.ts'

export const beginPreview = route({
  method: 'POST',
  path: '/api/year-end/previews',
  access: 'year_end.confirm',
  summary: 'Evaluate all books of a year in the background; what is found takes the place of what stood',
  body: z.object({ year: zYear }),
  answer: zBegun,
  errors: ['errands.too_many'],
})

export const getPreview = route({
  method: 'GET',
  path: '/api/year-end/previews',
  // Whoever tries other settings over a year.
  access: 'schemes.what_if',
  summary: 'What the newest evaluation of a year found in a township',
  query: z.object({ year: zYear, townshipId: zId, subject: z.enum(subjectKeys).default('ORG') }),
  answer: z.object({
    /** The instant whose points it stands on; null when there is none. */
    asOf: z.string().nullable(),
    rows: z.array(
      z.object({
        bookId: zId,
        name: z.string(),
        villageName: z.string(),
        total: z.int(),
        colours: z.string(),
        /** Null: not rated. */
        level: z.int().nullable(),
        floorLevel: z.int(),
        class: z.enum(orgClassKeys).nullable(),
        /** In the county; null where nobody is ranked. */
        rank: z.int().nullable(),
        /** Hundredths to the next star or level, and the star's slot where a star lacks them. */
        lacking: z.int(),
        lackingSlot: z.int().nullable(),
      }),
    ),
  }),
})
