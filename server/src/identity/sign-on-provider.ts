/** The one place that speaks to a provider of single sign-on (OpenID Connect, authorization code with PKCE). */
import { finishSignOn } from '@xinghe/contract/single-sign-on'
import * as openid from 'openid-client'
import type { SignOn } from './sign-on-settings.ts'

/** 依据: somebody waits before an empty page; a provider within the county's network answers at once. */
const seconds = 5
const scope = 'openid profile'

/** What a browser is sent away with, and what the answer must fit. */
export interface Ticket {
  state: string
  nonce: string
  verifier: string
}
export const newTicket = (): Ticket => ({
  state: openid.randomState(),
  nonce: openid.randomNonce(),
  verifier: openid.randomPKCECodeVerifier(),
})

/** What a provider says of itself, read anew each time; its issuer must be the one asked for. */
export async function discover(issuer: string): Promise<openid.ServerMetadata> {
  const config = await openid.discovery(new URL(issuer), 'unknown yet', undefined, openid.None(), {
    timeout: seconds,
    execute: inTheOpen(issuer) ? [openid.allowInsecureRequests] : [],
  })
  return config.serverMetadata()
}
/** The contract lets this through for the loopback alone. */
const inTheOpen = (issuer: string): boolean => issuer.startsWith('http:')

async function configure({ issuer, clientId }: SignOn, secret?: string): Promise<openid.Configuration> {
  const server = await discover(issuer)
  // 依据: OpenID Connect Discovery 1.0, 3: who names no method means Basic.
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const prove = methods.includes('client_secret_basic') ? openid.ClientSecretBasic : openid.ClientSecretPost
  const config = new openid.Configuration(server, clientId, secret, secret ? prove(secret) : openid.None())
  config.timeout = seconds
  if (inTheOpen(issuer)) openid.allowInsecureRequests(config)
  return config
}
const callbackOf = ({ address }: SignOn): string => `${address}${finishSignOn.path}`

/** Where the browser goes to be recognised. */
export async function destination(signOn: SignOn, { state, nonce, verifier }: Ticket): Promise<string> {
  return openid.buildAuthorizationUrl(await configure(signOn), {
    redirect_uri: callbackOf(signOn),
    scope,
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).href
}

/** The account name that the provider vouches for, as the claim of the settings says it; undefined when it says none. */
export async function nameVouchedFor(
  signOn: SignOn,
  secret: string,
  query: string,
  { state, nonce, verifier }: Ticket,
): Promise<string | undefined> {
  const config = await configure(signOn, secret)
  const tokens = await openid.authorizationCodeGrant(config, new URL(`${callbackOf(signOn)}${query}`), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  const told = nameIn(claims?.[signOn.claim])
  if (told || !claims || !config.serverMetadata().userinfo_endpoint) return told
  // 依据: OpenID Connect Core 1.0, 5.4: claims of the profile come from there, and must be about the same person.
  const more = await openid.fetchUserInfo(config, tokens.access_token, claims.sub)
  return nameIn(more[signOn.claim])
}
/** Employee numbers come as numbers, too. */
const nameIn = (claim: unknown): string | undefined =>
  (typeof claim === 'string' || typeof claim === 'number') && String(claim).trim() !== ''
    ? String(claim).trim().toLowerCase()
    : undefined
