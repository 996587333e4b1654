/** AB 岗: for some days somebody else acts in a post too, named by its holder or by whoever fills it. */
import { z } from 'zod'
import { postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText } from './values.ts'

export const substitutionErrors = {
  'substitutions.day_past': { status: 422, zh: '代办须从今天或以后开始，请改日期' },
  'substitutions.too_long': {
    status: 422,
    zh: '一次代办最长{days}天，请缩短日期；长期变动请由组织部重新任命',
  },
  'substitutions.beyond_post': { status: 422, zh: '此岗位的任期到{day}为止，代办不能晚于这一天' },
  'substitutions.not_yours': {
    status: 403,
    zh: '只能为本人的岗位请人代办；他人的岗位由组织部安排，三员的由安全保密管理员安排',
  },
  'substitutions.passed_on': { status: 403, zh: '您是代办，不能再转请他人代办' },
  'substitutions.elsewhere': { status: 422, zh: '请在本单位的同志中选择；跨单位代办请联系组织部安排' },
  'substitutions.no_account': { status: 409, zh: '{name}还没有开通账号，请先开通账号' },
  'substitutions.overlap': { status: 409, zh: '{from}至{to}已请{name}代办，请先结束那次代办或错开日期' },
  'substitutions.holds_already': { status: 409, zh: '{name}在这些天里本来就任或代此岗位，请另选一位' },
  'substitutions.over': { status: 409, zh: '这次代办已经结束' },
} as const satisfies ErrorTable

/** 依据: whoever acts for half a year is no substitute; the department appoints him. */
export const longestSubstitution = 183

export const substitution = z.object({
  id: zId,
  post: z.enum(postKeys),
  unitName: z.string(),
  holderId: zId,
  holderName: z.string(),
  personId: zId,
  personName: z.string(),
  firstOn: z.string(),
  lastOn: z.string(),
  reason: z.string(),
  /** In force today, still to come, or over. */
  state: z.enum(['NOW', 'COMING', 'OVER']),
  can: z.array(z.enum(['end'])),
})
export type SubstitutionRow = z.output<typeof substitution>

const ok = z.object({ ok: z.literal(true) })

export const listSubstitutions = route({
  method: 'GET',
  path: '/api/substitutions',
  access: 'signed-in',
  summary: 'Substitutions of my posts and mine for others, or those of a person of my subtree; newest first',
  query: z.object({ personId: zId.optional() }),
  answer: z.object({
    rows: z.array(substitution),
    /** Posts in force for which I may name somebody. */
    posts: z.array(
      z.object({
        holdingId: zId,
        post: z.enum(postKeys),
        unitName: z.string(),
        lastOn: z.string().nullable(),
      }),
    ),
  }),
})
export const listColleagues = route({
  method: 'GET',
  path: '/api/substitutions/colleagues',
  access: 'substitutes.name',
  summary:
    'Who could stand in: people of the unit with an account; for whoever fills the post, of the county',
  query: z.object({
    holdingId: zId,
    /** A part of the name, its pinyin or its initials. */
    q: z.string().trim().max(40).optional(),
  }),
  answer: z.array(z.object({ personId: zId, name: z.string(), unitName: z.string() })),
})
export const nameSubstitute = route({
  method: 'POST',
  path: '/api/substitutions',
  access: 'substitutes.name',
  summary: 'Somebody acts in the post too, from a day to a day',
  body: z
    .object({ holdingId: zId, personId: zId, firstOn: zDay, lastOn: zDay, reason: zText(200) })
    .refine((body) => body.lastOn >= body.firstOn, { path: ['lastOn'], message: '最后一天不能早于第一天' }),
  answer: z.object({ id: zId }),
  errors: [
    ...(['substitutions.day_past', 'substitutions.too_long', 'substitutions.beyond_post'] as const),
    ...(['substitutions.not_yours', 'substitutions.passed_on', 'substitutions.elsewhere'] as const),
    ...(['substitutions.no_account', 'substitutions.overlap', 'substitutions.holds_already'] as const),
    ...(['org.administrators_apart', 'common.own_matter'] as const),
  ],
})
export const endSubstitution = route({
  method: 'POST',
  path: '/api/substitutions/:id/end',
  access: 'substitutes.name',
  summary: 'The substitution is over now',
  params: z.object({ id: zId }),
  answer: ok,
  errors: ['substitutions.not_yours', 'substitutions.over'],
})
