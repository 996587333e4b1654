/** A sheet brought in as a person does it: handed in over HTTP, looked through in the background, written when confirmed. */
import type { ImportKindKey } from '@xinghe/contract/import-kinds'
import {
  beginImport,
  confirmImport,
  getImport,
  type ImportDetail,
  type ImportMode,
} from '@xinghe/contract/imports'
import { runErrand } from '../src/errands/index.ts'
import { errandKinds } from '../src/imports/index.ts'
import { as, cookieOf, type GivenPerson } from './given.ts'
import type { World } from './world.ts'

interface HandedIn {
  status: number
  error: { code: string; message: string }
  answer: { id: string; errandId: string }
}
export async function handIn(
  world: World,
  person: GivenPerson,
  kind: ImportKindKey,
  bytes: Uint8Array,
  { name = '花名册.xlsx', year }: { name?: string; year?: number } = {},
): Promise<HandedIn> {
  const form = new FormData()
  form.append('file', new Blob([bytes as never]), name)
  const body = new Response(form)
  const response = await world.app.inject({
    method: beginImport.method,
    url: beginImport.path,
    query: { kind, ...(year && { year: String(year) }) },
    headers: {
      cookie: await cookieOf(world, person),
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
  const answer = response.json()
  return { status: response.statusCode, answer, error: answer.error }
}
export const runAsked = (world: World, person: GivenPerson, errandId: string): Promise<void> =>
  runErrand(world.db, errandKinds, { regionId: person.regionId, id: errandId }, () => world.clock.now())
export const importOf = async (world: World, person: GivenPerson, id: string): Promise<ImportDetail> =>
  (await as(world, person, getImport, { params: { id } })).answer

/** Handed in and looked through. */
export async function lookedThrough(
  world: World,
  person: GivenPerson,
  kind: ImportKindKey,
  bytes: Uint8Array,
  more: { name?: string; year?: number } = {},
): Promise<ImportDetail> {
  const { status, answer, error } = await handIn(world, person, kind, bytes, more)
  if (status !== 200) throw new Error(JSON.stringify(error))
  await runAsked(world, person, answer.errandId)
  return importOf(world, person, answer.id)
}
/** Confirmed and written. */
export async function written(
  world: World,
  person: GivenPerson,
  id: string,
  mode: ImportMode = 'ALL',
): Promise<ImportDetail> {
  const { answer, error } = await as(world, person, confirmImport, { params: { id }, body: { mode } })
  if (error) throw new Error(JSON.stringify(error))
  await runAsked(world, person, answer.errandId)
  return importOf(world, person, id)
}
