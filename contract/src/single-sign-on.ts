/** 单点登录: signing in with the account of a provider that speaks OpenID Connect. docs/decisions/0011-single-sign-on.md */
import { z } from 'zod'
import { signIn } from './identity.ts'
import { type ErrorTable, route } from './route.ts'

export const signOnErrors = {
  'identity.sign_on_off': { status: 404, zh: '没有开通单点登录，请用账号和密码登录' },
  'identity.sign_on_unreachable': {
    status: 503,
    zh: '统一身份平台暂时连不上，请稍后再试，或用账号和密码登录',
  },
  'identity.sign_on_stale': { status: 400, zh: '这次登录已经过期或已经用过，请重新点单点登录' },
  'identity.sign_on_refused': {
    status: 401,
    zh: '统一身份平台没有确认您的身份，请重新登录；仍不行请联系安全保密管理员',
  },
  'identity.sign_on_no_name': {
    status: 403,
    zh: '统一身份平台没有给出您的账号名，请用账号和密码登录，并告诉安全保密管理员核对单点登录的设置',
  },
  'identity.sign_on_unknown': {
    status: 403,
    zh: '您在统一身份平台的账号在本系统没有对应的账号，请联系本级组织委员或组织部开通同名账号',
  },
} as const satisfies ErrorTable

/** 依据: what travels in the open must not leave the machine; providers on the loopback are for trying out. */
const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host)
const zIssuer = z
  .string()
  .trim()
  .max(300)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname, search, hash, username, password, pathname } = new URL(text)
    const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
    return safe && !search && !hash && !username && !password && !pathname.includes('/.well-known/')
  }, '请填写以 https 开头的签发者网址，不带问号后的内容，也不是配置文件本身的网址')

const zAddress = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text,
    '请填写本系统的网址，如 https://10.0.0.5，末尾不带斜杠',
  )
const settings = {
  enabled: z.boolean(),
  /** The words on the button of the sign-in page. */
  label: z.string().trim().min(1, '请填写按钮上的文字').max(20, '不超过20个字'),
  issuer: zIssuer,
  clientId: z.string().trim().min(1, '请填写客户端编号').max(200),
  /** Of what the provider says about a person, that which is his account name here. */
  claim: z
    .string()
    .trim()
    .regex(/^[A-Za-z][\w.:/-]{0,99}$/, '请填写属性名，如 preferred_username'),
  /** The second factor after it, as after a password. */
  asksFactor: z.boolean(),
  /** Under which address browsers reach us; the provider sends them back there. */
  address: zAddress,
}

export const signOnButtons = route({
  method: 'GET',
  path: '/api/identity/single-sign-on',
  access: 'public',
  summary: 'The buttons of the sign-in page, one for each county with single sign-on',
  answer: z.array(z.object({ label: z.string(), href: z.string() })),
})
const redirects = z.object({ ok: z.literal(true) })
export const beginSignOn = route({
  method: 'GET',
  path: '/api/identity/single-sign-on/:region/begin',
  access: 'public',
  summary: 'Sends the browser to the provider of a county; back to the sign-in page when that fails',
  params: z.object({ region: z.coerce.number().pipe(z.int().positive().max(1_000_000)) }),
  answer: redirects,
})
/** Registered with the provider, after the address. */
export const finishSignOn = route({
  method: 'GET',
  path: '/api/identity/single-sign-on/callback',
  access: 'public',
  summary:
    'Where the provider sends the browser back; opens the session, or tells why not on the sign-in page',
  answer: redirects,
})
export const confirmSignOn = route({
  method: 'POST',
  path: '/api/identity/single-sign-on/code',
  access: 'public',
  summary: 'The code of the second factor, once the provider has vouched for the person',
  body: z.object({ code: z.string().trim().min(1, '请填写验证码').max(20) }),
  answer: redirects,
  errors: [...(signIn.errors ?? []), 'identity.sign_on_off', 'identity.sign_on_stale'],
})

export const getSignOn = route({
  method: 'GET',
  path: '/api/identity/single-sign-on/settings',
  access: 'settings.read',
  summary: 'Single sign-on of my county; the secret is never shown',
  answer: z.object({
    set: z.object({ ...settings, changed: z.object({ by: z.string(), at: z.string() }) }).nullable(),
    can: z.boolean(),
  }),
})
export const setSignOn = route({
  method: 'PUT',
  path: '/api/identity/single-sign-on/settings',
  access: 'security.edit',
  secret: true,
  summary: 'Set single sign-on of my county',
  // Without a secret the present one stays, as long as the issuer does.
  body: z.object({ ...settings, clientSecret: z.string().min(1, '请填写客户端密钥').max(500).optional() }),
  answer: z.object({ ok: z.literal(true) }),
})

/** What a try of the connection finds. */
export const signOnFindings = {
  GOOD: '连接正常，对方的签发者与所填一致',
  UNREACHABLE: '连不上：请核对网址，并查看服务器能否访问对方、对方证书是否可信',
  SLOW: '连上了，但对方没有在规定时间内答复，请稍后再试',
  NOT_A_PROVIDER: '网址能打开，但没有找到统一身份认证的配置，请核对签发者网址',
  OTHER_ISSUER: '对方自称的签发者与所填的不一致，请照对方给出的签发者逐字填写',
  NO_CODE_FLOW: '对方没有开放授权码登录，不能使用',
} as const
export type SignOnFinding = keyof typeof signOnFindings
export const trySignOn = route({
  method: 'POST',
  path: '/api/identity/single-sign-on/try',
  access: 'security.edit',
  summary: 'Fetch what a provider says of itself; nothing is changed',
  body: z.object({ issuer: zIssuer }),
  answer: z.object({ finding: z.enum(Object.keys(signOnFindings) as [SignOnFinding]) }),
})
