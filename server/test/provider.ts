/** A real OpenID provider on the loopback, and a browser that keeps cookies. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll } from 'vitest'
import type { World } from './world.ts'

export interface GivenProvider {
  issuer: string
  /** Where it really listens. */
  at: string
  client: { id: string; secret: string }
  close: () => Promise<void>
}
/**
 * Anybody may sign in there under any name; it says the name as `preferred_username`, and as `employee_no` with an A
 * before it. `elsewhere` makes it call itself something else.
 */
export async function givenProvider(
  redirect: string,
  options: { elsewhere?: string; profile?: boolean; clientSecret?: string } = {},
): Promise<GivenProvider> {
  const { profile = true, clientSecret = 'a secret of the provider, long enough' } = options
  let handle: ReturnType<Provider['callback']> | undefined
  const server = createServer((request, response) => void handle?.(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = options.elsewhere ?? at
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'xinghe', client_secret: clientSecret, redirect_uris: [redirect] }],
    cookies: { keys: ['for this test'] },
    claims: { openid: ['sub'], profile: profile ? ['preferred_username', 'employee_no'] : ['nickname'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, employee_no: `A-${id}`, nickname: id }),
    }),
  })
  handle = provider.callback()
  const close = () => closed(server)
  afterAll(close)
  return { issuer, at, client: { id: 'xinghe', secret: clientSecret }, close }
}
const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })

export interface Page {
  status: number
  url: URL
  location: string | null
  cookies: string[]
  text: string
}
/** Cookies by host, as a browser keeps them (names and values; nothing here depends on paths). */
export class Browser {
  private readonly jar = new Map<string, Map<string, string>>()

  cookie(host: string, name: string): string | undefined {
    return this.jar.get(host)?.get(name)
  }
  forget(): void {
    this.jar.clear()
  }
  private of(host: string): Map<string, string> {
    const found = this.jar.get(host) ?? new Map<string, string>()
    this.jar.set(host, found)
    return found
  }
  /** One request; a redirect is not followed. */
  async open(address: string | URL, form?: Record<string, string>): Promise<Page> {
    const url = new URL(address)
    const jar = this.of(url.host)
    const response = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      ...(form && { body: new URLSearchParams(form) }),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const cookies = response.headers.getSetCookie()
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return {
      status: response.status,
      url,
      location: response.headers.get('location'),
      cookies,
      text: await response.text(),
    }
  }
  /** Follows redirects and fills the provider's forms, until it stands before an address of `home`: not yet opened. */
  async signInAt(start: string, home: string, login: string): Promise<string> {
    let next = start
    for (let step = 0; step < 15; step++) {
      const page = await this.open(next)
      if (page.location) next = new URL(page.location, page.url).href
      else {
        const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1]
        const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1]
        if (!action || !prompt) throw new Error(`no form: ${page.status} ${page.text.slice(0, 300)}`)
        const sent = await this.open(action, {
          prompt,
          ...(prompt === 'login' && { login, password: 'any' }),
        })
        next = new URL(sent.location ?? '', sent.url).href
      }
      if (next.startsWith(home)) return next
    }
    throw new Error('the provider goes round and round')
  }
}

/** The app on a port of its own; answers its address. */
export const listening = (world: World): Promise<string> => world.app.listen({ host: '127.0.0.1', port: 0 })
