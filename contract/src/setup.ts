/** A county's first day: its founding in an empty place, and the guide that leads from spreadsheets to a running star year. */
import { z } from 'zod'
import { zPaper } from './paper.ts'
import { type Post, postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { schemeStateKeys } from './schemes.ts'
import { zId, zText, zYear } from './values.ts'
import { subjectKeys, villageTypeKeys } from './words.ts'

export const setupErrors = {
  'setup.founded': { status: 409, zh: '这里已经建有旗县，不能再次建立；请登录后办理' },
  'setup.code_locked': {
    status: 429,
    zh: '设置码连续输错多次，请{minutes}分钟后再试；设置码在服务器启动时的窗口中',
  },
} as const satisfies ErrorTable

export const countyKinds = { BANNER: '旗', COUNTY: '县', DISTRICT: '区' } as const
export type CountyKind = keyof typeof countyKinds
const countyKindKeys = Object.keys(countyKinds) as [CountyKind, ...CountyKind[]]

/** Who is put in office with the county, and by which field of the form. */
export const founders = {
  department: 'ORG_DEPARTMENT',
  systemAdmin: 'SYSTEM_ADMIN',
  securityAdmin: 'SECURITY_ADMIN',
  auditor: 'AUDITOR',
} as const satisfies Record<string, Post>
export type Founder = keyof typeof founders
export const founderKeys = Object.keys(founders) as [Founder, ...Founder[]]

export const getSetup = route({
  method: 'GET',
  path: '/api/setup',
  access: 'public',
  summary: 'Whether this installation still waits for its county',
  answer: z.object({ empty: z.boolean() }),
})
export const foundCounty = route({
  method: 'POST',
  path: '/api/setup/found',
  access: 'public',
  secret: true,
  summary: 'Found the county with its first four officers, by the code that the server printed at its start',
  body: z.object({
    setupCode: z.string().trim().min(1, '请填写设置码').max(40),
    kind: z.enum(countyKindKeys),
    name: zText(30),
    shortName: zText(12),
    countyCode: z
      .string()
      .trim()
      .regex(/^[1-9]\d{5}$/, '行政区划代码为6位数字，不以0开头'),
    department: zText(30),
    systemAdmin: zText(30),
    securityAdmin: zText(30),
    auditor: zText(30),
    /** Where the app is opened: printed on the slips. */
    openAt: zText(200),
  }),
  answer: z.object({
    accounts: z.array(
      z.object({ post: z.enum(postKeys), name: z.string(), login: z.string(), password: z.string() }),
    ),
    /** Null where a character of a name stands in no face of this machine. */
    slips: zPaper.nullable(),
    /** Years whose holidays are not known yet: to be entered by hand. */
    yearsUnknown: z.array(z.int()),
  }),
  errors: ['setup.founded', 'setup.code_locked'],
})

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
