import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allErrors } from '@xinghe/contract/all-errors'
import { actions } from '@xinghe/contract/rights'
import type { Route } from '@xinghe/contract/route'
import { expect, test } from 'vitest'
import { bindings } from '../src/app.ts'
import { openApi } from '../src/platform/openapi.ts'

const contract = join(import.meta.dirname, '../../contract/src')
const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
/** Every route that any contract file declares; a list brings the one of its export along. */
const routeIn = (value: unknown): Route | undefined =>
  isRoute(value)
    ? value
    : isRoute((value as { route?: unknown } | null)?.route)
      ? (value as { route: Route }).route
      : undefined
const declared: [string, Route][] = []
for (const file of readdirSync(contract, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
))
  for (const [name, value] of Object.entries(await import(join(contract, file)))) {
    const route = routeIn(value)
    if (route) declared.push([`${file} ${name}`, route])
  }

test('every declared route is bound exactly once', () => {
  const bound = bindings.map((binding) => binding.route)
  expect(
    declared.filter(([, route]) => bound.filter((one) => one === route).length !== 1).map(([name]) => name),
  ).toEqual([])
  expect(bound).toHaveLength(declared.length)
})
test('no two routes share a method and a path', () => {
  const places = declared.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})
test('access is an action of the table, and the refusals have their texts', () => {
  for (const [name, { access, errors = [] }] of declared) {
    if (access !== 'public' && access !== 'signed-in') expect(actions, name).toContain(access)
    for (const code of errors) expect(Object.keys(allErrors), name).toContain(code)
  }
})
test('every action is asked for somewhere', () => {
  const source = readdirSync(join(import.meta.dirname, '../src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(import.meta.dirname, '../src', file), 'utf8'))
    .join('\n')
  const asked = new Set<string>(declared.map(([, route]) => route.access))
  expect(actions.filter((action) => !asked.has(action) && !source.includes(`'${action}'`))).toEqual([])
})
test('refusals speak to people: Chinese, calm, without codes', () => {
  for (const [code, { zh }] of Object.entries(allErrors)) {
    expect(zh, code).not.toMatch(/[!！]/)
    expect(
      zh.replace(/\{\w+\}/g, '').replace(/JPG|PNG|WebP|PDF|Word|docx|Excel|xlsx|HEIC/g, ''),
      code,
    ).not.toMatch(/[A-Za-z]{2,}/)
  }
})
test('the API document is made of all of them', () => {
  const document = openApi(bindings.map((binding) => binding.route)) as {
    openapi: string
    paths: Record<string, Record<string, { summary: string }>>
  }
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations).toHaveLength(bindings.length)
  for (const operation of operations) expect(operation.summary).not.toBe('')
})
