/** Laws of every route that any contract file declares. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { zDownload } from './download.ts'
import type { Route } from './route.ts'

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
const routes: [name: string, route: Route][] = []
for (const file of readdirSync(import.meta.dirname).filter((name) => /^[\w-]+\.ts$/.test(name)))
  for (const [name, value] of Object.entries(await import(join(import.meta.dirname, file))))
    if (isRoute(value)) routes.push([`${file} ${name}`, value])
const keysOf = (shape: z.ZodType | undefined): string[] => {
  const { properties = {} } = shape
    ? (z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as { properties?: object })
    : {}
  return Object.keys(properties)
}

test('there are routes', () => expect(routes.length).toBeGreaterThan(100))
test('the path says what the params are', () => {
  for (const [name, route] of routes) {
    expect(keysOf(route.params), name).toEqual([...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]))
    expect(route.path, name).toMatch(/^\/api(\/(:\w+|[a-z][a-z-]*))+$/)
  }
})
test('reading has no body, and no name stands in two parts', () => {
  for (const [name, route] of routes) {
    if (route.method === 'GET') expect(route.body, name).toBeUndefined()
    const keys = [...keysOf(route.params), ...keysOf(route.query), ...keysOf(route.body)]
    const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
    expect(twice, name).toEqual([])
  }
})
test('a summary of one line, and an answer that a document can show', () => {
  for (const [name, route] of routes) {
    expect(route.summary, name).toMatch(/^[^\n]{5,160}$/)
    const shown = () => z.toJSONSchema(route.answer, { io: 'input', unrepresentable: 'any' })
    if (route.answer !== (zDownload as z.ZodType)) expect(shown, name).not.toThrow()
  }
})
test('each refusal is named once', () => {
  for (const [name, { errors = [] }] of routes) expect(new Set(errors).size, name).toBe(errors.length)
})
