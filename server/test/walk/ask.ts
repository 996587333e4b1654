/** Random requests to any route of the contract, and everything an answer says, as text. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exampleScheme } from '@xinghe/contract/example-schemes'
import type { Route } from '@xinghe/contract/route'
import exceljs from 'exceljs'
import { z } from 'zod'
import { newId } from '../../src/platform/ids.ts'
import { kindOf } from '../kinds.ts'
import { sampleInput } from '../sample.ts'
import { send, type World } from '../world.ts'
import type { Census } from './census.ts'

/** One of the list, as the tape of a property says. */
export type Draw = <T>(from: readonly T[]) => T
export const drawFrom = (tape: readonly number[]): Draw => {
  let at = 0
  return (from) => from[(tape[at++ % tape.length] ?? 0) % from.length] as never
}
export interface Asked {
  params: Record<string, unknown>
  query?: Record<string, unknown>
  body?: Record<string, unknown>
  /** Ids and codes it names, by kind. */
  named: { kind: string; id: string; inPath: boolean }[]
}
interface Json {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Json[]
  properties?: Record<string, Json>
  required?: string[]
  minimum?: number
  maximum?: number
}
const jsonOf = (shape: z.ZodType | undefined): Json =>
  shape ? (z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Json) : {}

/** A setting and a value that it takes. */
const sampled = { key: 'slips.sample_percent', value: 20 }
/** Words to search for: of names, reasons and titles here and elsewhere, and what stands in every one. */
const words = (census: Census): string[] => [
  '嘎查',
  '镇',
  'Z1',
  'Z2',
  '党课',
  '%',
  '_',
  ...(census.ids.get('mark') ?? []),
]

function fill(
  route: Route,
  name: string,
  shape: Json,
  census: Census,
  draw: Draw,
  idOf: (name: string) => string | undefined,
): unknown {
  if (shape.const !== undefined) return shape.const
  if (name === 'key') return sampled.key
  if (shape.enum) return draw(shape.enum)
  if (shape.anyOf) return fill(route, name, draw(shape.anyOf), census, draw, idOf)
  const type = Array.isArray(shape.type) ? shape.type[0] : shape.type
  if (/year$/i.test(name))
    return draw(/results\/past/.test(route.path) ? [2025, 2025, 2026] : [2026, 2026, 2026, 2027])
  if (name === 'page') return draw([1, 1, 1, 2])
  if (name === 'size') return draw([shape.minimum ?? 1, 50])
  if (name === 'region') return draw([1, 2])
  if (type === 'integer' || type === 'number')
    return draw(
      Array.from({ length: 13 }, (_, n) => n).filter(
        (n) => n >= (shape.minimum ?? 0) && n <= (shape.maximum ?? 12),
      ),
    )
  if (type === 'boolean') return draw([true, false])
  if (/^(q|search|unit)$/.test(name)) return draw(words(census))
  const id = idOf(name)
  if (id !== undefined) return id
  if (name === 'day') return draw(['2027-02-01', '2027-10-01'])
  if (/^(from|to)$/.test(name)) return draw(['2026-03-01', '2027-01-19'])
  if (/^(after|address|trace|person|who)$/.test(name)) return draw(['1', '127.0.0.1', 'job', 'Z1'])
  if (name === 'columns') return draw(['name,villageName', 'title', 'state,nothing'])
  if (name === 'month') return draw(['2026-03', '2026-06'])
  if (/^(category|code|state|rule|won|star|slot|action|post|kind|group)$/.test(name))
    return draw(['ORDINARY', 'SUBMITTED', '1.1', '1'])
  throw new Error(`nothing to send as ${name} to ${route.method} ${route.path}: give it a generator`)
}

/** A request to the route that names rows of anybody. */
export function drawAsked(route: Route, census: Census, draw: Draw, visible: (id: string) => boolean): Asked {
  const named: Asked['named'] = []
  let inPath = false
  const idOf = (name: string) => {
    const kind = kindOf(route, name)
    const known = kind && census.ids.get(kind)
    if (!kind || !known) return undefined
    if (known.length === 0) throw new Error(`no ${kind} in this world for ${route.method} ${route.path}`)
    const near = draw([true, false]) ? known.filter(visible) : []
    const id = draw(near.length > 0 ? near : known)
    if (kind !== 'rule_code') named.push({ kind, id, inPath })
    return id
  }
  const part = (shape: z.ZodType | undefined) => {
    const { properties = {}, required = [] } = jsonOf(shape)
    return Object.fromEntries(
      Object.entries(properties)
        .filter(
          ([name]) =>
            required.includes(name) ||
            (name === 'year' && draw([true, true, true, false])) ||
            inPath ||
            draw([true, false]),
        )
        .map(([name, inner]) => [name, fill(route, name, inner, census, draw, idOf)]),
    )
  }
  inPath = true
  const params = part(route.params)
  inPath = false
  const query = route.query && part(route.query)
  // New units and people bring their ids along.
  const brought = (name: string) =>
    route.path.match(/org\/(units|people)$/) && name === 'id' ? newId() : idOf(name)
  const body = route.body && sampleInput(route, brought, draw([true, false])).body
  // A whole scheme is more than a sample can make up.
  if (body && 'document' in body) body.document = exampleScheme(draw(['ORG', 'MEMBER'] as const), 'PASTORAL')
  if (body && route.path === '/api/settings/:key') body.value = sampled.value
  // Of a list of ids the first may be his and the second another's: then nothing of it may be done.
  if (body)
    for (const value of Object.values(body))
      if (Array.isArray(value) && named.some(({ id }) => id === value[0]) && draw([true, false])) {
        const kind = named.find(({ id }) => id === value[0])?.kind as string
        const id = draw(census.ids.get(kind) ?? [])
        named.push({ kind, id, inPath: false })
        value.push(id)
      }
  // Of what was drawn, that which is really sent.
  const sent = { params, ...(query && { query }), ...(body && { body }) }
  const text = JSON.stringify(sent)
  return { ...sent, named: named.filter(({ id }) => text.includes(id)) }
}

const folder = mkdtempSync(join(tmpdir(), 'xinghe-walk-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const poppler = (tool: string, ...given: string[]) => execFileSync(tool, given, { encoding: 'utf8' })
function textOfPdf(bytes: Buffer): string {
  const file = join(folder, 'answer.pdf')
  writeFileSync(file, bytes)
  return poppler('pdftotext', '-raw', file, '-').replace(/\s/g, '')
}
async function textOfWorkbook(bytes: Buffer): Promise<string> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as never)
  const cells: string[] = []
  for (const sheet of book.worksheets)
    sheet.eachRow((row) => row.eachCell((cell) => void cells.push(String(cell.value))))
  return cells.join('\n')
}
export interface Answered {
  status: number
  code: string | undefined
  answer: unknown
  text: string
}
/** Sends it; of a PDF and a workbook the text is what a person reads in it. */
export async function ask(
  world: World,
  cookie: string,
  route: Route,
  asked: Omit<Asked, 'named'>,
): Promise<Answered> {
  const { status, answer, error, bytes } = await send(world, cookie, route, asked as never)
  const head = bytes.subarray(0, 4).toString('latin1')
  const text =
    head === '%PDF'
      ? textOfPdf(bytes)
      : head === 'PK\u0003\u0004'
        ? await textOfWorkbook(bytes)
        : bytes.toString('utf8')
  return { status, code: error?.code, answer, text }
}
