/** A county's first minute: its founding in an empty place. Small, since the sign-in page asks whether the place is empty. */
import { z } from 'zod'
import { zPaper } from './paper.ts'
import { type Post, postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zText } from './values.ts'

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
