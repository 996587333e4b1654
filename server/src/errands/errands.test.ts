/** Long work: done as its asker, stopped when he says so, told in words when nothing came of it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cancelErrand, getErrand, listErrands, takeErrandFile } from '@xinghe/contract/errands'
import { beforeAll, expect, test } from 'vitest'
import { act, as, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld } from '../../test/world.ts'
import { Refusal } from '../platform/refusal.ts'
import { beginErrand } from './begin-errand.ts'
import { setErrandDir } from './errand-files.ts'
import { type ErrandTable, runErrand } from './run-errand.ts'

const world = await freshWorld()
let banner: GivenRegion
beforeAll(async () => {
  setErrandDir(mkdtempSync(join(tmpdir(), 'xinghe-errands-')))
  banner = await givenRegion(world)
})
const begin = async (kind: string) =>
  (
    await act(world, banner.department, (tx, by) =>
      beginErrand(tx, by, { kind, title: '试办', input: { n: 3 } }),
    )
  ).errandId
const run = (id: string, kinds: ErrandTable) =>
  runErrand(world.db, kinds, { regionId: banner.regionId, id }, () => world.clock.now())

test('it is done as the person who asked, and he takes the file; nobody else sees it', async () => {
  const id = await begin('test.file')
  await run(id, {
    'test.file': async ({ by, input, progress, keepFile }) => {
      await progress(1, (input as { n: number }).n, '正在写')
      await keepFile('名单.txt', 'text/plain', Buffer.from(by.name))
      return '写了1份'
    },
  })
  const { answer } = await as(world, banner.department, getErrand, { params: { id } })
  expect(answer).toMatchObject({ state: 'DONE', message: '写了1份', total: 3, file: { name: '名单.txt' } })
  const file = await as(world, banner.department, takeErrandFile, { params: { id } })
  expect(file.bytes.toString('utf8')).toBe(banner.department.name)
  expect((await as(world, banner.inspector, getErrand, { params: { id } })).status).toBe(404)
  expect((await as(world, banner.inspector, takeErrandFile, { params: { id } })).status).toBe(404)
  expect((await as(world, banner.inspector, listErrands)).answer.rows).toEqual([])
})
test('a refusal is told in its words; a bug under a number, without what it said', async () => {
  const refused = await begin('test.refused')
  await run(refused, {
    'test.refused': async () => {
      throw new Refusal('common.not_found')
    },
  })
  expect((await as(world, banner.department, getErrand, { params: { id: refused } })).answer).toMatchObject({
    state: 'FAILED',
    message: expect.stringContaining('没有找到'),
    file: null,
  })
  const broken = await begin('test.broken')
  const log = console.error
  console.error = () => {}
  await run(broken, {
    'test.broken': async ({ keepFile }) => {
      await keepFile('半份.txt', 'text/plain', Buffer.from('半'))
      throw new Error('secret inside')
    },
  })
  console.error = log
  const { answer } = await as(world, banner.department, getErrand, { params: { id: broken } })
  expect(answer).toMatchObject({ state: 'FAILED', file: null })
  expect(answer.message).toMatch(/编号 \w{8}/)
  expect(answer.message).not.toContain('secret')
})
test('who says stop is obeyed at the next step, and a finished one cannot be stopped', async () => {
  const id = await begin('test.long')
  await run(id, {
    'test.long': async ({ progress }) => {
      await as(world, banner.department, cancelErrand, { params: { id } })
      for (let n = 1; n <= 10_000; n++) {
        await progress(n, 10_000)
        await new Promise((done) => setTimeout(done, 5))
      }
      return '全部办完'
    },
  })
  expect((await as(world, banner.department, getErrand, { params: { id } })).answer.state).toBe('CANCELLED')
  expect((await as(world, banner.department, cancelErrand, { params: { id } })).error.code).toBe(
    'common.act_not_open',
  )
})
test('whoever no longer holds the post does nothing more in it', async () => {
  const id = await begin('test.late')
  await world.owner(
    `update post_holding set first_on = '2026-01-01', last_on = '2026-03-04' where person_id = $1`,
    [banner.department.id],
  )
  let ran = false
  await run(id, {
    'test.late': async () => {
      ran = true
      return undefined
    },
  })
  expect(ran).toBe(false)
  const [row] = await world.owner('select state, message from errand where id = $1', [id])
  expect(row).toMatchObject({ state: 'FAILED', message: expect.stringContaining('不在原岗位') })
  await world.owner('update post_holding set last_on = null where person_id = $1', [banner.department.id])
})
test('five at once are enough', async () => {
  for (let n = 0; n < 5; n++) await begin('test.waiting')
  await expect(begin('test.waiting')).rejects.toMatchObject({ code: 'errands.too_many' })
})
