/** Many sheets in one file: whose right it is, what stands in it, what is left when it is stopped or cannot be done. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printPlaque } from '@xinghe/contract/award'
import { cancelErrand, getErrand, takeErrandFile } from '@xinghe/contract/errands'
import { getNotice, printObjection, printObjectionSlip } from '@xinghe/contract/notices'
import { printBook } from '@xinghe/contract/points'
import {
  beginPrints,
  type PrintAsked,
  plateSizes,
  printEmptyBook,
  printSummary,
  sizeInMm,
} from '@xinghe/contract/prints'
import { listMyViewers } from '@xinghe/contract/record-views'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, type GivenTownship, givenRegion } from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { complainant, givenWholeYear } from '../../test/given-whole-year.ts'
import { at } from '../../test/given-year-end.ts'
import { freshWorld } from '../../test/world.ts'
import { runErrand, setErrandDir } from '../errands/index.ts'
import { dismissPrinters, printerPids } from '../print/index.ts'
import { errandKinds } from './index.ts'

const world = await freshWorld()
const folder = mkdtempSync(join(tmpdir(), 'xinghe-prints-test-'))
const work = join(folder, 'tmp')
mkdirSync(work)
process.env.TMPDIR = work
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
beforeAll(async () => {
  setErrandDir(join(folder, 'errands'))
  banner = await givenRegion(world, { members: 5 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  at(world, '2026-03-20')
  await givenDeclared(world, banner, west)
  await givenWholeYear(world, banner, east)
  // A village's plaque, like the door plate of one of its members.
  await world.owner(`insert into plaque select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
    'kind', 'PLAQUE', 'serial', 'ZZ-2026-0001', 'public_code', '1ZZZZZZZZZ', 'subject_name', '中共一一嘎查支部委员会'))).* from plaque p limit 1`)
}, 120_000)
afterAll(() => {
  dismissPrinters()
  rmSync(folder, { recursive: true, force: true })
})

const asked = (over: Partial<PrintAsked> & { what: PrintAsked['what'] }) =>
  ({ year: 2026, subject: 'MEMBER', fill: 'FILLED', unitId: east.id, ...over }) as PrintAsked
const begin = (person: GivenPerson, body: PrintAsked) => as(world, person, beginPrints, { body })
const run = (id: string) =>
  runErrand(world.db, errandKinds, { regionId: banner.regionId, id }, () => world.clock.now())

const file = join(folder, 'read.pdf')
const poppler = (tool: string, ...options: string[]) =>
  execFileSync(tool, tool === 'pdftotext' ? [...options, file, '-'] : [...options, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const textOf = (bytes: Uint8Array): string => {
  writeFileSync(file, bytes)
  return poppler('pdftotext', '-raw').replace(/[^\S\f]/g, '')
}
const pagesOf = (): number => Number(/Pages: +(\d+)/.exec(poppler('pdfinfo'))?.[1])
/** Bookmarks, one a line, from any depth. */
const bookmarks = (): string[] => {
  const xml = execFileSync('pdftohtml', ['-xml', '-i', '-stdout', '-l', '1', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return Array.from(xml.matchAll(/<item page="\d+">(.*?)<\/item>/g), ([, title]) => title as string)
}

async function printed(person: GivenPerson, body: PrintAsked) {
  const { answer, error } = await begin(person, body)
  if (error) throw new Error(JSON.stringify(error))
  await run(answer.errandId)
  const errand = (await as(world, person, getErrand, { params: { id: answer.errandId } })).answer
  if (errand.state !== 'DONE') throw new Error(`${errand.state}: ${errand.message}`)
  const { bytes } = await as(world, person, takeErrandFile, { params: { id: answer.errandId } })
  return { errand, bytes, text: textOf(bytes) }
}

test('who may not: members, the three administrators; a township that is not his; a kind that is not his to read', async () => {
  const member = east.villages[0]?.members[0] as GivenPerson
  for (const person of [member, banner.admin, banner.security, banner.auditor])
    expect((await begin(person, asked({ what: 'BOOKS' }))).status).toBe(403)
  expect((await begin(east.clerk, asked({ what: 'BOOKS', unitId: west.id }))).status).toBe(404)
  expect(
    (await begin(east.clerk, asked({ what: 'BOOKS', unitId: west.villages[0]?.id as string }))).status,
  ).toBe(404)
})
test('nothing to print is said before anything is begun', async () => {
  const { error } = await begin(east.clerk, asked({ what: 'PLAQUES', year: 2019 }))
  expect(error.code).toBe('prints.nothing')
  expect(error.message).toContain('星级牌匾')
})

let filled = ''
test('all books of a township: one PDF/A-2b with bookmarks, each book on the right hand, nobody of another township', async () => {
  const { errand, bytes, text } = await printed(east.clerk, asked({ what: 'BOOKS' }))
  filled = text
  // Secretaries and clerks are members too.
  const members = (await world.owner(
    `select name from book where subject = 'MEMBER' and region_id = $1 and starts_with(path, $2) order by path, book_no`,
    [banner.regionId, east.path],
  )) as { name: string }[]
  for (const { name } of members) expect(text).toContain(name)
  for (const { name } of west.villages.flatMap((village) => village.members)) expect(text).not.toContain(name)
  expect(text.match(/填写说明/g)).toHaveLength(members.length)
  expect(errand).toMatchObject({ done: members.length, total: members.length })
  expect(errand.message).toContain(`共${members.length}份、${pagesOf()}页`)
  expect(errand.file?.name).toContain('党员积分手册')

  const raw = Buffer.from(bytes).toString('latin1')
  expect(raw).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>B</)
  expect(poppler('pdfinfo')).toContain('Tagged:          no')
  const pages = text.split('\f')
  const covers = pages.flatMap((page, index) => (page.includes('照片') ? [index + 1] : []))
  expect(covers).toHaveLength(members.length)
  for (const page of covers) expect(page % 2, `page ${page}`).toBe(1)
  expect(bookmarks()).toEqual(expect.arrayContaining([members[0]?.name, members.at(-1)?.name]))
  for (const face of poppler('pdffonts').trim().split('\n').slice(2))
    expect(face).toMatch(/ yes yes yes +\d+ +\d+$/)
}, 180_000)

test('each member reads that his book was printed', async () => {
  const member = east.villages[0]?.members[0] as GivenPerson
  const { answer } = await as(world, member, listMyViewers)
  expect(answer.rows.flatMap((row) => row.what)).toContain('PRINT')
})

test('blank books hold names and lines, and nothing that anybody earned', async () => {
  const { text } = await printed(east.clerk, asked({ what: 'BOOKS', fill: 'BLANK' }))
  expect(text).toContain(east.villages[0]?.members[0]?.name)
  for (const words of ['日打印', '已点亮', '未点亮', '冲正']) expect(text).not.toContain(words)
  for (const words of ['日打印', '未点亮']) expect(filled).toContain(words)
  const { bytes } = await as(world, east.clerk, printEmptyBook, { query: { subject: 'ORG' } })
  const empty = textOf(bytes)
  for (const { name } of [...east.villages, east, banner.root]) expect(empty).not.toContain(name)
  expect(empty).toContain('季度积分汇总一览表')
}, 180_000)

test("a village's own book carries the tables of its members; a member gets it without them", async () => {
  const village = east.villages[0] as GivenTownship['villages'][number]
  const [book] = await world.owner(`select id from book where village_id = $1 and subject = 'ORG'`, [
    village.id,
  ])
  const params = { id: book?.id as string }
  const whole = textOf((await as(world, village.secretary, printBook, { params })).bytes)
  expect(whole).toContain('2026年第二季度积分汇总一览表')
  expect(whole).toContain('2026年度积分汇总表')
  for (const { name } of village.members) expect(whole).toContain(name)
  const own = await as(world, village.members[1] as GivenPerson, printBook, { params })
  expect(own.status).toBe(200)
  expect(textOf(own.bytes)).not.toContain('汇总一览表')
})
test('the sheet of a quarter and of the year; none for a member, none of another township', async () => {
  const village = east.villages[0] as GivenTownship['villages'][number]
  const sent = { params: { villageId: village.id }, query: { year: 2026 } }
  const text = textOf((await as(world, village.secretary, printSummary, sent)).bytes)
  expect(text).toMatch(/民主评议统计：参加\d+人/)
  expect(poppler('pdfinfo')).toMatch(/Page size: +841.89 x 595.276/)
  const quarter = { ...sent, query: { year: 2026, quarter: 2 } }
  expect(textOf((await as(world, east.clerk, printSummary, quarter)).bytes)).toContain('第二季度')
  expect((await as(world, village.members[0] as GivenPerson, printSummary, sent)).status).toBe(404)
  expect((await as(world, west.clerk, printSummary, sent)).status).toBe(404)
})

test.each(['YEAR_NOTICES', 'MINUTES', 'WHY', 'PLAQUES', 'DOOR_PLATES', 'SUMMARIES'] as const)(
  '%s of a township come in one file, and none of another',
  async (what) => {
    const { text, errand } = await printed(banner.department, asked({ what, subject: 'ORG' }))
    expect(text.length).toBeGreaterThan(30)
    expect(errand.done).toBeGreaterThan(0)
    for (const village of west.villages) expect(text).not.toContain(village.name)
  },
  180_000,
)
test('objections: the village that is complained about does not read who complained; blank slips name the notice only', async () => {
  const body = asked({ what: 'OBJECTIONS' })
  expect((await printed(east.clerk, body)).text).toMatch(complainant)
  const [objection] = await world.owner('select id, notice_id from objection limit 1')
  const params = { id: objection?.id as string }
  const village = east.villages[0]?.secretary as GivenPerson
  const seen = await as(world, village, printObjection, { params })
  if (seen.status === 200) {
    const text = textOf(seen.bytes)
    expect(text).not.toMatch(complainant)
    expect(text).toContain('按规定不显示')
  }
  expect((await as(world, west.clerk, printObjection, { params })).status).toBe(404)
  const notice = { id: objection?.notice_id as string }
  const { answer } = await as(world, east.clerk, getNotice, { params: notice })
  const slip = textOf((await as(world, east.clerk, printObjectionSlip, { params: notice })).bytes)
  expect(slip).toContain(answer.number)
  expect(slip).not.toMatch(complainant)
})
test('plaques and door plates in each usual size', async () => {
  for (const kind of ['PLAQUE', 'DOOR_PLATE']) {
    const [plaque] = await world.owner('select id, subject_name from plaque where kind = $1 limit 1', [kind])
    if (!plaque) continue
    for (const size of plateSizes) {
      const sent = { params: { id: plaque.id as string }, query: { size } }
      const text = textOf((await as(world, banner.department, printPlaque, sent)).bytes)
      const [, width, height] = /Page size: +([\d.]+) x ([\d.]+)/.exec(poppler('pdfinfo')) ?? []
      expect([width, height].map((points) => Math.round((Number(points) * 25.4) / 72))).toEqual(
        sizeInMm(size),
      )
      expect(text).toContain(plaque.subject_name)
      expect(pagesOf()).toBe(1)
    }
  }
})

test('a character that cannot be drawn is named with its book, and nothing is left behind', async () => {
  const member = east.villages[1]?.members[0] as GivenPerson
  await world.owner(`update book set name = $2 where person_id = $1`, [member.id, '王\u{5fffd}'])
  const { answer } = await begin(east.clerk, asked({ what: 'BOOKS' }))
  await run(answer.errandId)
  await world.owner(`update book set name = $2 where person_id = $1`, [member.id, member.name])
  const errand = (await as(world, east.clerk, getErrand, { params: { id: answer.errandId } })).answer
  expect(errand).toMatchObject({ state: 'FAILED', file: null })
  expect(errand.message).toContain('王\u{5fffd}中的')
  expect(readdirSync(work).filter((name) => name.startsWith('xinghe-print-'))).toEqual([])
})
test('a printer that dies is told in words, and the next one goes on', async () => {
  const { answer } = await begin(east.clerk, asked({ what: 'BOOKS' }))
  const killing = setInterval(() => printerPids().forEach((pid) => void process.kill(pid, 'SIGKILL')), 1)
  await run(answer.errandId)
  // One that is dying still takes work for a moment: what is asked for next must not meet it.
  await expect.poll(printerPids).toEqual([])
  clearInterval(killing)
  const errand = (await as(world, east.clerk, getErrand, { params: { id: answer.errandId } })).answer
  expect(errand.state).toBe('FAILED')
  expect(errand.message).toContain('再试一次')
  expect((await printed(east.clerk, asked({ what: 'BOOKS' }))).errand.state).toBe('DONE')
}, 180_000)
test('stopped: no file, nothing left behind', async () => {
  const { answer } = await begin(east.clerk, asked({ what: 'BOOKS' }))
  await as(world, east.clerk, cancelErrand, { params: { id: answer.errandId } })
  await run(answer.errandId)
  const errand = (await as(world, east.clerk, getErrand, { params: { id: answer.errandId } })).answer
  expect(errand).toMatchObject({ state: 'CANCELLED', file: null })
  expect(readdirSync(work).filter((name) => name.startsWith('xinghe-print-'))).toEqual([])
})
