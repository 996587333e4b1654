/** A county's first day: the guide that leads from spreadsheets to a running star year. */
import { z } from 'zod'
import { postKeys } from './rights.ts'
import { route } from './route.ts'
import { schemeStateKeys } from './schemes.ts'
import { zId, zYear } from './values.ts'
import { subjectKeys, villageTypeKeys } from './words.ts'

const place = z.object({ id: zId, name: z.string() })
const wanting = place.extend({ missing: z.array(z.enum(postKeys)) })
export const guide = z.object({
  county: z.object({ name: z.string(), year: z.int() }),
  units: z.object({
    townships: z.int(),
    villages: z.int(),
    /** Townships without a village. */
    without: z.array(place),
  }),
  people: z.object({
    members: z.int(),
    /** People who hold a post without being a member here. */
    officers: z.int(),
    /** Villages without a member. */
    without: z.array(place.extend({ township: z.string() })),
  }),
  posts: z.object({
    /** Of all posts that should be filled, how many are. */
    filled: z.int(),
    wanted: z.int(),
    townships: z.array(wanting.extend({ villages: z.array(wanting) })),
  }),
  accounts: z.object({
    holders: z.int(),
    without: z.int(),
    /** Where those without an account hold their posts: the county itself, or a township with its villages. */
    units: z.array(place.extend({ without: z.int() })),
  }),
  calendar: z.array(z.object({ year: z.int(), entered: z.boolean(), known: z.boolean() })),
  schemes: z.object({
    published: z.int(),
    wanted: z.int(),
    townships: z.array(
      place.extend({
        org: z.array(z.object({ id: zId, state: z.enum(schemeStateKeys) })),
        member: z.array(z.object({ id: zId, state: z.enum(schemeStateKeys) })),
      }),
    ),
  }),
})
export type Guide = z.output<typeof guide>
export const getGuide = route({
  method: 'GET',
  path: '/api/setup/guide',
  access: 'setup.read',
  summary:
    'How far the county has come: units, people, posts, accounts, calendar, schemes, and what is missing',
  answer: guide,
})

export const layOutSchemes = route({
  method: 'POST',
  path: '/api/setup/schemes',
  access: 'schemes.lay_out',
  summary: 'Begin drafts for many townships at once, from the built-in examples or from a published scheme',
  body: z.object({
    townshipIds: z.array(zId).min(1, '请选择苏木镇').max(200),
    year: zYear,
    subjects: z.array(z.enum(subjectKeys)).min(1, '请选择对象').max(2),
    from: z.discriminatedUnion('kind', [
      /** Each township the example of this type; null: of the type that most of its villages are. */
      z.object({ kind: z.literal('EXAMPLE'), villageType: z.enum(villageTypeKeys).nullable() }),
      z.object({ kind: z.literal('COPY'), versionId: zId }),
    ]),
  }),
  answer: z.object({
    made: z.int(),
    /** Townships that have a scheme of that year already: nothing of theirs is touched. */
    kept: z.array(z.object({ name: z.string(), subject: z.enum(subjectKeys) })),
  }),
  errors: ['schemes.wrong_subject', 'schemes.not_a_township'],
})
