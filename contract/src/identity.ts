/** Signing in, and who I am now: the post in which I act decides what I see and may do. */
import { z } from 'zod'
import { ownCategories } from './categories.ts'
import { postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zId } from './values.ts'

export const identityErrors = {
  'identity.wrong_sign_in': { status: 401, zh: '账号或密码不对，请核对后重试' },
  'identity.locked': { status: 423, zh: '连续输错多次，账号已暂时锁定，请稍后再试' },
  'identity.address_locked': { status: 429, zh: '从这个网络地址登录失败的次数太多，请过一段时间再试' },
  'identity.change_password': { status: 403, zh: '请先修改密码，再办理其他事项' },
  'identity.set_up_factor': { status: 403, zh: '您的岗位登录须用动态验证码，请先设置' },
  'identity.code_needed': { status: 401, zh: '请输入动态验证码，或一个恢复码' },
  'identity.wrong_code': { status: 401, zh: '验证码不对或已经用过，请等下一个再试' },
  'identity.factor_on': { status: 409, zh: '动态验证码已经启用，如须更换请先停用' },
  'identity.factor_off': { status: 409, zh: '动态验证码尚未启用' },
  'identity.factor_demanded': { status: 409, zh: '您的岗位登录须用动态验证码，在任期间不能停用' },
  'identity.demo_account': { status: 403, zh: '演示账号由大家共用，不能修改它的密码和验证方式' },
  'identity.no_post': { status: 403, zh: '您目前没有在任岗位，也不在党员名册中，请联系组织委员' },
} as const satisfies ErrorTable

export const heldPost = z.object({
  id: z.string(),
  post: z.enum(postKeys),
  label: z.string(),
  unitId: zId,
  unitName: z.string(),
})
export const me = z.object({
  person: z.object({ id: zId, name: z.string() }),
  region: z.object({ id: z.int(), name: z.string(), kind: z.string() }),
  post: heldPost,
  posts: z.array(heldPost),
  /** Actions open to the acting post, somewhere in its subtree. */
  can: z.array(z.string()),
  queue: z.int(),
  /** What my county calls the categories of villages and members, where it differs. */
  categories: ownCategories,
  today: z.string(),
  demo: z.boolean(),
})
export type Me = z.output<typeof me>

/** Six digits of the authenticator, or a recovery code with or without its hyphens. */
const zCode = z.string().trim().min(1, '请填写验证码').max(20)

export const signIn = route({
  method: 'POST',
  path: '/api/identity/sign-in',
  access: 'public',
  summary: 'Sign in with name and password',
  body: z.object({
    login: z.string().trim().min(1, '请填写账号').max(60),
    password: z.string().min(1, '请填写密码').max(200),
    /** Of the second factor: asked for with identity.code_needed, once the password was right. */
    code: zCode.optional(),
  }),
  answer: z.object({ ok: z.literal(true) }),
  errors: [
    ...([
      'identity.wrong_sign_in',
      'identity.locked',
      'identity.address_locked',
      'identity.no_post',
    ] as const),
    ...(['identity.code_needed', 'identity.wrong_code'] as const),
  ],
})
export const signOut = route({
  method: 'POST',
  path: '/api/identity/sign-out',
  access: 'signed-in',
  summary: 'End this session',
  early: true,
  answer: z.object({ ok: z.literal(true) }),
})
export const getMe = route({
  method: 'GET',
  path: '/api/identity/me',
  access: 'signed-in',
  summary: 'Who I am, my posts and what I may do',
  answer: me,
})
export const switchPost = route({
  method: 'POST',
  path: '/api/identity/post',
  access: 'signed-in',
  summary: 'Act in another of my posts',
  body: z.object({ id: z.string() }),
  answer: z.object({ ok: z.literal(true) }),
})
export const demoAccounts = route({
  method: 'GET',
  path: '/api/identity/demo-accounts',
  access: 'public',
  summary: 'Accounts of the demo world (empty outside demo mode)',
  answer: z.array(z.object({ role: z.string(), login: z.string(), password: z.string(), where: z.string() })),
})

/** What a new password must be, for the posts that I hold. */
export const passwordRules = z.object({
  length: z.int(),
  classes: z.int(),
  days: z.int(),
  history: z.int(),
})
export const getAccount = route({
  method: 'GET',
  path: '/api/identity/account',
  access: 'signed-in',
  early: true,
  summary: 'My account: its password rules, what it must do first, and its second factor',
  answer: z.object({
    login: z.string(),
    name: z.string(),
    /** What must be done before anything else. */
    pending: z.enum(['PASSWORD', 'FACTOR']).nullable(),
    passwordAt: z.string(),
    rules: passwordRules,
    /** Shared by everybody who tries the demo: nothing of it can be changed. */
    shared: z.boolean(),
    /** The second factor: since when (null: none), whether a post demands it, recovery codes not yet used. */
    factor: z.object({ since: z.string().nullable(), demanded: z.boolean(), codesLeft: z.int() }),
  }),
})
export const changePassword = route({
  method: 'POST',
  path: '/api/identity/password',
  access: 'signed-in',
  early: true,
  secret: true,
  summary: 'Change my password; my other sessions end',
  body: z.object({
    current: z.string().min(1, '请填写现在的密码').max(200),
    password: z.string().min(1, '请填写新密码').max(200),
  }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['identity.locked', 'identity.address_locked', 'identity.demo_account'],
})

export const listSessions = route({
  method: 'GET',
  path: '/api/identity/sessions',
  access: 'signed-in',
  summary: 'Where I am signed in',
  answer: z.array(
    z.object({
      id: zId,
      device: z.string(),
      address: z.string(),
      since: z.string(),
      lastSeen: z.string(),
      current: z.boolean(),
    }),
  ),
})
export const endSession = route({
  method: 'DELETE',
  path: '/api/identity/sessions/:id',
  access: 'signed-in',
  summary: 'End one of my sessions',
  params: z.object({ id: zId }),
  answer: z.object({ ok: z.literal(true) }),
})
export const endOtherSessions = route({
  method: 'POST',
  path: '/api/identity/sessions/end-others',
  access: 'signed-in',
  summary: 'End all my sessions but this one',
  answer: z.object({ ended: z.int() }),
})
export const endPersonSessions = route({
  method: 'POST',
  path: '/api/identity/people/:id/end-sessions',
  access: 'accounts.keep',
  summary: 'End all sessions of a person',
  params: z.object({ id: zId }),
  answer: z.object({ ended: z.int() }),
})

const zPassword = z.string().min(1, '请填写密码').max(200)
const guessed = ['identity.locked', 'identity.address_locked', 'identity.demo_account'] as const
const recoveryCodes = z.object({ codes: z.array(z.string()) })
export const beginFactor = route({
  method: 'POST',
  path: '/api/identity/factor/begin',
  access: 'signed-in',
  early: true,
  secret: true,
  summary: 'A new secret for the authenticator, in force once a code confirms it',
  body: z.object({ password: zPassword }),
  answer: z.object({ secret: z.string(), qr: z.string() }),
  errors: [...guessed, 'identity.factor_on'],
})
export const confirmFactor = route({
  method: 'POST',
  path: '/api/identity/factor/confirm',
  access: 'signed-in',
  early: true,
  secret: true,
  summary: 'Turn the second factor on with a first code; answers the recovery codes, once',
  body: z.object({ code: zCode }),
  answer: recoveryCodes,
  errors: ['identity.factor_on', 'identity.factor_off', 'identity.demo_account'],
})
export const renewRecoveryCodes = route({
  method: 'POST',
  path: '/api/identity/factor/codes',
  access: 'signed-in',
  secret: true,
  summary: 'Ten new recovery codes; the old ones are void',
  body: z.object({ password: zPassword, code: zCode }),
  answer: recoveryCodes,
  errors: [...guessed, 'identity.factor_off'],
})
export const turnFactorOff = route({
  method: 'POST',
  path: '/api/identity/factor/off',
  access: 'signed-in',
  secret: true,
  summary: 'Turn my second factor off, unless a post of mine demands it',
  body: z.object({ password: zPassword, code: zCode }),
  answer: z.object({ ok: z.literal(true) }),
  errors: [...guessed, 'identity.factor_off', 'identity.factor_demanded'],
})
export const removePersonFactor = route({
  method: 'POST',
  path: '/api/identity/people/:id/remove-factor',
  access: 'accounts.keep',
  summary: 'Remove the lost second factor of a person; all sessions of that person end',
  params: z.object({ id: zId }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['identity.factor_off'],
})
