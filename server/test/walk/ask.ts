/** Random requests to any route of the contract, and everything an answer says, as text. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Route } from '@xinghe/contract/route'
import exceljs from 'exceljs'
import { z } from 'zod'
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
  if (shape.enum) return draw(shape.enum)
  if (shape.anyOf) return fill(route, name, draw(shape.anyOf), census, draw, idOf)
  const type = Array.isArray(shape.type) ? shape.type[0] : shape.type
  if (/year$/i.test(name)) return draw([2026, 2026, 2026, 2027])
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
  if (/^(q|search)$/.test(name)) return draw(words(census))
  const id = idOf(name)
  if (id !== undefined) return id
  if (name === 'month') return draw(['2026-03', '2026-06'])
  if (/^(category|state|rule|won|star|slot)$/.test(name)) return draw(['ORDINARY', 'SUBMITTED', '1.1', '1'])
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
  const body = route.body && sampleInput(route, idOf, true).body
  return { params, ...(query && { query }), ...(body && { body }), named }
}

const folder = mkdtempSync(join(tmpdir(), 'xinghe-walk-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
function textOfPdf(bytes: Buffer): string {
  const file = join(folder, 'answer.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
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
