/** What went wrong between us and a provider, in words. What a provider wrote is never repeated. */
import type { SignOnFinding } from '@xinghe/contract/single-sign-on'
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code
/** No answer came: fetch says so with a TypeError, whatever the network said. */
const noAnswer = (error: unknown): boolean => error instanceof TypeError || codeOf(error) === 'OAUTH_TIMEOUT'

export function findingOf(error: unknown): SignOnFinding {
  if (codeOf(error) === 'OAUTH_TIMEOUT') return 'SLOW'
  if (noAnswer(error)) return 'UNREACHABLE'
  return codeOf(error) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' ? 'OTHER_ISSUER' : 'NOT_A_PROVIDER'
}

const byCode: Record<string, string> = {
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: '对方自称的签发者与设置的不一致',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: '对方的答复不是给这次登录的',
  OAUTH_INVALID_RESPONSE: '送回的答复不是给这次登录的',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: '对方的凭据不在有效时间内，请核对两边的时钟',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: '对方不认客户端编号或密钥',
  OAUTH_HTTP_REQUEST_FORBIDDEN: '对方要求走不加密的网址',
}
/** For the one who must sign in: what to do; for the audit trail: why. */
export function faultOf(error: unknown): {
  code: 'identity.sign_on_unreachable' | 'identity.sign_on_refused'
  note: string
} {
  if (noAnswer(error)) return { code: 'identity.sign_on_unreachable', note: '连不上统一身份平台' }
  const code = 'identity.sign_on_refused'
  if (error instanceof AuthorizationResponseError) return { code, note: '在统一身份平台没有登录成功' }
  if (error instanceof ResponseBodyError)
    return {
      code,
      note:
        error.error === 'invalid_client' ? '对方不认客户端编号或密钥' : '对方不认授权码，可能已经用过或过期',
    }
  return { code, note: byCode[codeOf(error) ?? ''] ?? '对方的答复读不懂' }
}
