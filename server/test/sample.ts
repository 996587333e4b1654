/** Plausible values for any shape of the contract: ids of real rows where an id is asked for, texts and days elsewhere. */
import type { Route } from '@xinghe/contract/route'
import { z } from 'zod'

interface Json {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Json>
  required?: string[]
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  minimum?: number
  pattern?: string
  minLength?: number
}
/** What to put where a shape asks for an id, or for a text that must be somebody's (a public code, a setting's key). */
export type Pick = (name: string) => string | undefined

const isId = (shape: Json): boolean =>
  shape.format === 'uuid' ||
  (shape.anyOf ?? []).some(isId) ||
  (shape.items !== undefined && isId(shape.items))

function sample(shape: Json, name: string, pick: Pick, full: boolean): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  const either = shape.anyOf ?? shape.oneOf
  if (either) return sample(either[0] as Json, name, pick, full)
  const type = Array.isArray(shape.type) ? shape.type[0] : shape.type
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(shape.properties ?? {})
        .filter(([key, inner]) => shape.required?.includes(key) || key === 'year' || (full && isId(inner)))
        .map(([key, inner]) => [key, sample(inner, key, pick, full)]),
    )
  if (type === 'array') return [sample(shape.items ?? {}, name, pick, full)]
  if (type === 'integer' || type === 'number')
    return /year/i.test(name) ? 2026 : Math.max(1, shape.minimum ?? 1)
  if (type === 'boolean') return false
  const picked = pick(name)
  if (picked !== undefined) return picked
  if (/(^on$|On$|^day$)/.test(name)) return '2026-03-04'
  if (name === 'month') return '2026-03'
  // Later than any day in the world of the tests.
  if (name === 'deadline') return '2029-12-31'
  // Of single sign-on: addresses where nobody answers, and a name as providers use them.
  if (/^(issuer|address)$/.test(name)) return 'https://127.0.0.1:9'
  if (name === 'claim') return 'sub'
  if (name === 'countyCode') return '990001'
  return '测试用语'.padEnd(shape.minLength ?? 0, '测')
}
const sampleOf = (shape: z.ZodType | undefined, pick: Pick, full: boolean) =>
  shape &&
  (sample(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Json, '', pick, full) as Record<
    string,
    unknown
  >)

/** What a request to the route could carry; `full` adds what may be left out, where it is an id. */
export function sampleInput(route: Route, pick: Pick, full = false) {
  const query = sampleOf(route.query, pick, full)
  const body = sampleOf(route.body, pick, full)
  return { params: sampleOf(route.params, pick, full) ?? {}, ...(query && { query }), ...(body && { body }) }
}
