import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'

/** 依据: web/src/app/paths.ts; the sign-in page says in words what `refused` means, and asks for the code. */
const signInPage = '/sign-in'
export const codePage = `${signInPage}?asks=code`

/**
 * For addresses that a browser opens itself: it is sent on to where `act` says, and what is refused is told on the
 * sign-in page. Nothing of the request goes into that address.
 */
export async function onPage({ reply }: RawContext, act: () => Promise<string>): Promise<{ ok: true }> {
  const to = await act().catch((error: unknown) => {
    if (error instanceof Refusal) return `${signInPage}?refused=${error.code}`
    throw error
  })
  reply.code(302).header('location', to)
  return { ok: true }
}
