/** Paper and back: refusals first; then from a printed sheet to slips and to the assessment. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getErrand, takeErrandFile } from '@xinghe/contract/errands'
import { readPaperCode } from '@xinghe/contract/paper-code'
import type { KeyedLine } from '@xinghe/contract/paper-lines'
import * as c from '@xinghe/contract/papers'
import { setSetting } from '@xinghe/contract/settings'
import { confirmSlips, getSlip } from '@xinghe/contract/slips'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { at, givenOpened, givenPoints, givenReviewed, sheetOf } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { setErrandDir } from '../errands/index.ts'
import { runErrand } from '../errands/run-errand.ts'
import { setFilesDir, uploadFile } from '../files/index.ts'
import { errandKinds } from './index.ts'

let world: World
let banner: GivenRegion
let town: GivenTownship
let village: GivenVillage
let neighbour: GivenVillage
let bookOf: Map<string, string>
const bookId = (key: string) => bookOf.get(key) as string
const member = (index = 0) => village.members[index] as GivenPerson

beforeAll(async () => {
  world = await freshWorld('2026-05-20T10:00:00+08:00')
  banner = await givenRegion(world, { members: 5 })
  town = banner.townships[0] as GivenTownship
  ;[village, neighbour] = town.villages as [GivenVillage, GivenVillage]
  await givenDeclared(world, banner, town)
  const rows = await world.owner('select id, coalesce(person_id, village_id) as key from book')
  bookOf = new Map(rows.map((row) => [String(row.key), String(row.id)]))
  setErrandDir(mkdtempSync(join(tmpdir(), 'xinghe-papers-')))
  setFilesDir(mkdtempSync(join(tmpdir(), 'xinghe-papers-files-')))
})

const double = (on: boolean) =>
  as(world, banner.department, setSetting, {
    params: { key: 'papers.double_entry' },
    body: { value: on },
  } as never)
const print = async (who: GivenPerson, body: Record<string, unknown>) => {
  const reply = await as(world, who, c.printPaperSheets, {
    body: { kind: 'RECORD', subject: 'MEMBER', year: 2026, quarter: 2, villageIds: [], ...body } as never,
  })
  expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200 })
  return reply.answer
}
const record = async (person = member(), who = village.clerk): Promise<string> =>
  (await print(who, { bookIds: [bookId(person.id)] })).ids[0] as string
const look = async (who: GivenPerson, id: string) =>
  (await as(world, who, c.getPaperSheet, { params: { id } })).answer
const line = (no: number, cells: Record<string, string>): KeyedLine => ({ no, cells })
let day = 0
/** A day of its own in April or May for each deed. */
const freshDay = () => `${4 + Math.floor(day / 18)}.${(day++ % 18) + 1}`
const deed = (no: number, more: Record<string, string> = {}) =>
  line(no, { on: freshDay(), reason: '参加支部党课', rule: '1.1', plus: '1', ...more })
const save = async (
  who: GivenPerson,
  id: string,
  lines: KeyedLine[],
  total: string,
  more: Record<string, unknown> = {},
) => {
  const was = (await as(world, who, c.getPaperSheet, { params: { id } })).answer?.mine
  return as(world, who, c.saveKeying, {
    params: { id },
    body: { lines, total, done: true, savedAt: was?.savedAt ?? null, ...more },
  })
}
const post = (who: GivenPerson, id: string, fileIds: string[] = [], key?: string) =>
  as(world, who, c.postPaperSheet, { params: { id }, body: { fileIds }, ...(key && { key }) })
const slipsOf = (id: string) =>
  world.owner(
    `select s.id, s.reason, s.fact_on, s.state, s.confirmer, s.keyed_by, s.paper_code, l.book_id, l.rule_code, l.slot, l.amount
     from slip s join slip_line l on l.region_id = s.region_id and l.slip_id = s.id where s.paper_id = $1 order by s.fact_on, l.book_id`,
    [id],
  )

describe('codes', () => {
  test('a wrong sign, or two exchanged, are told as a typing error; another village’s code is not there', async () => {
    const id = await record()
    const { code } = await look(village.clerk, id)
    expect(readPaperCode(code.toLowerCase().replace('-', ' - '), 1)).toBe(code)
    expect(readPaperCode(code.slice(2), 1)).toBe(code)
    const find = (who: GivenPerson, typed: string) =>
      as(world, who, c.findPaperSheet, { query: { code: typed } })
    const other = code.at(-1) === 'A' ? 'B' : 'A'
    expect(await find(village.clerk, code.slice(0, -1) + other)).toMatchObject({
      status: 422,
      error: { code: 'papers.code_wrong' },
    })
    const exchanged = `${code.slice(0, 3)}${code[4]}${code[3]}${code.slice(5)}`
    if (exchanged !== code)
      expect((await find(village.clerk, exchanged)).error.code).toBe('papers.code_wrong')
    expect((await find(neighbour.clerk, code)).error.code).toBe('common.not_found')
    expect((await find(member(), code)).error.code).toBe('common.not_allowed')
    expect(await find(village.clerk, code)).toMatchObject({ status: 200, answer: { id } })
    expect((await find(village.clerk, `9-${code.slice(2)}`)).error.code).toBe('papers.code_wrong')
  })
})

describe('printing is refused', () => {
  const ask = (who: GivenPerson, body: Record<string, unknown>) =>
    as(world, who, c.printPaperSheets, {
      body: { kind: 'RECORD', year: 2026, quarter: 2, villageIds: [], ...body } as never,
    })
  test.each<[string, () => [GivenPerson, Record<string, unknown>], string]>([
    ['of another village', () => [neighbour.clerk, { villageIds: [village.id] }], 'common.not_found'],
    ['of a book elsewhere', () => [neighbour.clerk, { bookIds: [bookId(member().id)] }], 'common.not_found'],
    ['by a member', () => [member(), { bookIds: [bookId(member().id)] }], 'common.not_allowed'],
    ['by who only reads', () => [banner.inspector, { villageIds: [village.id] }], 'common.not_allowed'],
    [
      'of scores by a village',
      () => [village.secretary, { kind: 'SCORE', villageIds: [village.id] }],
      'common.not_allowed',
    ],
    ['of records by the group', () => [town.group, { villageIds: [village.id] }], 'common.not_allowed'],
    ['without a quarter', () => [village.clerk, { quarter: null }], 'common.bad_input'],
    ['of a year without books', () => [village.clerk, { year: 2031 }], 'papers.no_books'],
  ])('%s', async (_, make, code) => {
    const [who, body] = make()
    expect((await ask(who, body)).error.code).toBe(code)
  })
})

describe('typing is refused', () => {
  const faults = async (lines: KeyedLine[], total = '1') => {
    const id = await record()
    const { status, error } = await save(village.clerk, id, lines, total)
    expect(status).toBe(422)
    return Object.fromEntries(
      ((error as unknown as { fields: { path: string; message: string }[] }).fields ?? []).map(
        ({ path, message }) => [path, message],
      ),
    )
  }
  test('a day outside the quarter, to come, or none at all', async () => {
    expect(await faults([deed(1, { on: '3.5' })])).toMatchObject({
      'lines.1.on': expect.stringContaining('第2季度'),
    })
    expect(await faults([deed(2, { on: '6月30日' })])).toMatchObject({
      'lines.2.on': expect.stringContaining('今天'),
    })
    expect(await faults([deed(1, { on: '4.31' })])).toHaveProperty(['lines.1.on'])
  })
  test('a rule that is not in the version, or a star not named', async () => {
    expect(await faults([deed(1, { rule: '99.1' })])).toMatchObject({
      'lines.1.rule': expect.stringContaining('没有“99.1”'),
    })
    expect(await faults([deed(1, { rule: '加5', plus: '0.5' })], '0.5')).toMatchObject({
      'lines.1.rule': expect.stringContaining('加5/3'),
    })
  })
  test('more than the rule gives, the wrong column, the same deed twice, beyond the printed lines', async () => {
    expect(await faults([deed(1, { plus: '2' })], '2')).toHaveProperty(['lines.1.plus'])
    expect(await faults([deed(1, { plus: '', minus: '1' })], '-1')).toHaveProperty(['lines.1.minus'])
    const one = deed(1)
    expect(await faults([one, { no: 2, cells: { ...one.cells } }], '2')).toMatchObject({
      'lines.2.rule': expect.stringContaining('第1行'),
    })
    expect(await faults([deed(13)])).toHaveProperty(['lines.13.on'])
  })
  test('a sum that does not agree with the paper', async () => {
    const id = await record()
    const reply = await save(village.clerk, id, [deed(1), deed(2)], '3')
    expect(reply).toMatchObject({ status: 422, error: { code: 'papers.total_differs' } })
    expect(JSON.stringify(reply.error)).toContain('相差1')
  })
  test('by a neighbour, on a sheet that is void, on top of what somebody else saved meanwhile', async () => {
    const id = await record()
    expect((await save(neighbour.clerk, id, [deed(1)], '1')).error.code).toBe('common.not_found')
    expect((await save(town.group, id, [deed(1)], '1')).error.code).toBe('common.not_allowed')
    expect((await save(village.clerk, id, [deed(1)], '', { done: false })).status).toBe(200)
    expect((await save(village.clerk, id, [deed(1)], '', { done: false, savedAt: null })).error.code).toBe(
      'common.changed_meanwhile',
    )
    const gone = await as(world, village.clerk, c.voidPaperSheets, {
      body: { ids: [id], reason: '纸面污损' },
    })
    expect(gone).toMatchObject({ status: 200, answer: { done: 1 } })
    expect((await save(village.clerk, id, [deed(1)], '1')).error.code).toBe('common.act_not_open')
    expect((await post(village.clerk, id)).error.code).toBe('common.act_not_open')
    expect((await look(village.secretary, id)).voided).toMatchObject({ reason: '纸面污损' })
  })
})

describe('one keyer', () => {
  test('a draft stays; finished and posted it becomes slips that say where they are from; once only', async () => {
    const id = await record()
    const lines = [
      line(1, { on: freshDay(), reason: '参加支部党课', rule: '1.1', plus: '', signed: '1' }),
      line(3, { on: freshDay(), reason: '为受灾牧户捐草料', rule: '加5/3', plus: '0.5', proof: '收据' }),
      line(4, { on: freshDay(), reason: '〃', rule: '〃', plus: '0.5' }),
      // On paper, but known already: it counts in the sum and is not entered.
      line(5, { on: '4.1', reason: '党课', rule: '1.1', plus: '1', skip: '已在系统登记' }),
    ]
    expect((await save(village.clerk, id, lines.slice(0, 1), '', { done: false })).answer.state).toBe(
      'PRINTED',
    )
    expect((await look(village.clerk, id)).mine).toMatchObject({ done: false, total: '' })
    expect((await post(village.clerk, id)).error.code).toBe('common.act_not_open')
    expect((await save(village.clerk, id, lines, '3')).answer.state).toBe('KEYED')
    expect((await look(village.clerk, id)).can).toContain('post')
    const first = await post(village.clerk, id, [], '5f0d3a60-0000-7000-8000-000000000001')
    expect(first, JSON.stringify(first.error)).toMatchObject({ status: 200, answer: { slips: 3, lines: 3 } })
    // The line was cut: the same press again answers the same; another press finds it posted.
    expect(await post(village.clerk, id, [], '5f0d3a60-0000-7000-8000-000000000001')).toMatchObject({
      answer: { slips: 3 },
    })
    expect((await post(village.clerk, id)).error.code).toBe('common.act_not_open')
    const rows = await slipsOf(id)
    expect(rows).toHaveLength(3)
    const { code, slips } = await look(village.clerk, id)
    expect(slips).toHaveLength(3)
    for (const row of rows)
      expect(row).toMatchObject({ state: 'SUBMITTED', paper_code: code, book_id: bookId(member().id) })
    expect(rows.map((row) => row.amount)).toEqual([100, 50, 50])
    expect(rows[2]).toMatchObject({ reason: '为受灾牧户捐草料', rule_code: '加5', slot: 3 })
    const slip = (await as(world, village.secretary, getSlip, { params: { id: rows[0]?.id as string } }))
      .answer
    expect(slip.paper).toEqual({ id, code })
    expect(slip.timeline[0]?.note).toContain(code)
  })
  test('whoever typed does not confirm, also when another posts', async () => {
    const id = await record(member(1))
    expect((await save(village.secretary, id, [deed(1)], '1')).status).toBe(200)
    const reply = await post(village.clerk, id)
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200 })
    const [slip] = await slipsOf(id)
    // The secretary typed and the clerk posted: nobody of the committee is left.
    expect(slip?.confirmer).toBe('TOWNSHIP_CLERK')
    const confirm = (who: GivenPerson) =>
      as(world, who, confirmSlips, { body: { ids: [slip?.id as string] } })
    expect((await confirm(village.secretary)).error.code).toBe('common.own_matter')
    expect((await confirm(town.clerk)).status).toBe(200)
  })
  test('a deed that stands already stops the whole sheet; nothing of it is entered', async () => {
    const one = deed(1)
    const done = await record(member(2))
    await save(village.clerk, done, [one], '1')
    expect((await post(village.clerk, done)).status).toBe(200)
    const again = await record(member(2))
    await save(village.clerk, again, [deed(1), { no: 2, cells: one.cells }], '2')
    expect((await post(village.clerk, again)).error.code).toBe('slips.same_deed')
    expect(await slipsOf(again)).toEqual([])
    expect((await look(village.clerk, again)).state).toBe('KEYED')
  })
  test('rules that ask for proof take a photograph of the paper', async () => {
    const id = await record(member(1))
    await save(village.clerk, id, [line(1, { on: '4.2', reason: '旗县表彰', rule: '加1/3', plus: '1' })], '1')
    expect((await post(village.clerk, id)).error.code).toBe('slips.evidence_needed')
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer()
    const file = await act(world, village.clerk, (tx, by) =>
      uploadFile(tx, by, { file: { name: '登记页.jpg', mime: 'image/jpeg', bytes } }),
    )
    const reply = await post(village.clerk, id, [file.id])
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200 })
    expect((await look(village.clerk, id)).slips[0]?.evidence).toHaveLength(1)
  })
})

describe('a village’s sheet', () => {
  test('one line for many is one slip with many lines: what is posted is what was typed, as a multiset', async () => {
    const { ids } = await print(village.clerk, { kind: 'VILLAGE_RECORD', villageIds: [village.id] })
    const id = ids[0] as string
    const { rows } = await look(village.clerk, id)
    expect(rows.length).toBeGreaterThan(3)
    const [one, two] = [freshDay(), freshDay()]
    const lines = [
      line(1, { who: '1-2、4', on: one, reason: '参加主题党日', rule: '1.1', plus: '1' }),
      line(2, { who: '3', on: one, reason: '参加主题党日', rule: '1.1', plus: '1' }),
      line(3, { who: rows[0]?.name as string, on: two, reason: '入户宣传', rule: '5.3', plus: '1' }),
    ]
    expect((await save(village.clerk, id, [line(1, { ...lines[0]?.cells, who: '99' })], '1')).status).toBe(
      422,
    )
    expect((await save(village.clerk, id, lines, '3')).status).toBe(200)
    const reply = await post(village.clerk, id)
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200, answer: { lines: 5 } })
    const found = (await slipsOf(id)).map(
      (row) => `${row.fact_on} ${row.reason} ${row.rule_code} ${row.book_id} ${row.amount}`,
    )
    const day = (typed: string) =>
      `2026-${typed
        .split('.')
        .map((part) => part.padStart(2, '0'))
        .join('-')}`
    const typed = [
      ...[1, 2, 4, 3].map((no) => `${day(one)} 参加主题党日 1.1 ${rows[no - 1]?.bookId} 100`),
      `${day(two)} 入户宣传 5.3 ${rows[0]?.bookId} 100`,
    ]
    expect(found.sort()).toEqual(typed.sort())
    // Those that the same person confirms stand on one slip.
    const slips = new Set((await slipsOf(id)).map((row) => row.id))
    expect(slips.size).toBeLessThan(4)
  })
})

describe('two keyers', () => {
  beforeAll(() => double(true))
  test('the first is not the second; a third is not needed; neither sees the other; differences are settled', async () => {
    const id = await record(member(3))
    const [one, two] = [deed(1), deed(2)]
    expect((await save(village.clerk, id, [one, two], '2')).answer.state).toBe('KEYED')
    expect((await post(village.clerk, id)).error.code).toBe('papers.second_needed')
    expect((await save(village.clerk, id, [one, two], '2')).error.code).toBe('papers.same_keyer')
    const seen = await look(village.secretary, id)
    expect(seen).toMatchObject({ mine: null, both: [], final: null, differences: [] })
    expect(JSON.stringify(seen)).not.toContain('参加支部党课')
    // The second reads a day and a reason otherwise.
    const other = { no: 2, cells: { ...two.cells, on: '5.19', reason: '参加支部党课学习' } }
    expect((await save(village.secretary, id, [one, other], '2', { done: false })).status).toBe(200)
    expect((await save(town.clerk, id, [one], '1')).error.code).toBe('papers.two_keyed')
    expect((await save(village.secretary, id, [one, other], '2')).answer.state).toBe('DIFFERENT')
    const { differences } = await look(town.clerk, id)
    expect(differences.map(({ no, key }) => `${no} ${key}`)).toEqual(['2 on', '2 reason'])
    expect((await post(village.clerk, id)).error.code).toBe('common.act_not_open')
    const settle = (cells: { no: number; key: string; value: string }[]) =>
      as(world, town.clerk, c.settlePaperSheet, { params: { id }, body: { cells } })
    expect((await settle([{ no: 2, key: 'on', value: '5.19' }])).error.code).toBe('papers.not_settled')
    const reason = { no: 2, key: 'reason', value: '参加支部党课' }
    expect((await settle([{ no: 2, key: 'on', value: '3.1' }, reason])).error.code).toBe('common.bad_input')
    expect((await settle([{ no: 2, key: 'on', value: '5.19' }, reason])).answer.state).toBe('COMPARED')
    const after = await look(village.clerk, id)
    expect(after.settled).toMatchObject([
      { no: 2, key: 'on', value: '5.19', by: town.clerk.name },
      { no: 2, key: 'reason' },
    ])
    // Who puts in what neither typed has typed too; then nobody is left to confirm.
    const third = await record(member(3))
    const [a, b] = [deed(1), deed(1)]
    await save(village.clerk, third, [a], '1')
    await save(village.secretary, third, [b], '1')
    await as(world, town.clerk, c.settlePaperSheet, {
      params: { id: third },
      body: { cells: [{ no: 1, key: 'on', value: '4.29' }] },
    })
    expect((await post(village.clerk, third)).error.code).toBe('slips.no_confirmer')
    // Who only chose between the two has not: he confirms in the place of the committee, both of whom typed.
    const reply = await post(village.clerk, id)
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200 })
    expect((await slipsOf(id))[0]).toMatchObject({ confirmer: 'TOWNSHIP_CLERK' })
  })
  test('settled by one of the two, it is posted, and the township confirms', async () => {
    const id = await record(member(3))
    const one = deed(1)
    await save(village.clerk, id, [one], '1')
    await save(village.secretary, id, [{ no: 1, cells: { ...one.cells, rule: '1.2', plus: '0.75' } }], '0.75')
    expect((await look(village.clerk, id)).differences.map(({ key }) => key)).toEqual([
      'rule',
      'plus',
      'total',
    ])
    const settled = await as(world, village.clerk, c.settlePaperSheet, {
      params: { id },
      body: {
        cells: [
          { no: 1, key: 'rule', value: '1.1' },
          { no: 1, key: 'plus', value: '1' },
          { no: 0, key: 'total', value: '1' },
        ],
      },
    })
    expect(settled.answer.state).toBe('COMPARED')
    const reply = await post(village.clerk, id)
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200, answer: { slips: 1 } })
    const [slip] = await slipsOf(id)
    expect(slip).toMatchObject({ confirmer: 'TOWNSHIP_CLERK', rule_code: '1.1' })
    expect(slip?.keyed_by).toEqual(expect.arrayContaining([village.clerk.id, village.secretary.id]))
  })
  test('equal keyings, however they were typed, are no difference', async () => {
    const id = await record(member(4))
    await save(village.clerk, id, [line(1, { on: '4.7', reason: '参加党课。', rule: '1.1', plus: '1' })], '1')
    const reply = await save(
      village.secretary,
      id,
      [line(1, { on: '4月7日', reason: '参加党课', rule: '1.1', plus: '1.0' })],
      '1.00',
    )
    expect(reply.answer.state).toBe('COMPARED')
    expect((await look(village.clerk, id)).differences).toEqual([])
  })
  test('a draft that nobody goes on with is given up, with the reason', async () => {
    const id = await record(member(1))
    await save(village.clerk, id, [deed(1)], '', { done: false })
    await save(village.secretary, id, [deed(1)], '', { done: false })
    expect((await save(town.clerk, id, [deed(1)], '', { done: false })).error.code).toBe('papers.two_keyed')
    const dropped = await as(world, village.secretary, c.dropKeying, {
      params: { id },
      body: { reason: '换人录入' },
    })
    expect(dropped.status).toBe(200)
    expect((await save(town.clerk, id, [deed(1)], '', { done: false })).status).toBe(200)
    await double(false)
  })
})

describe('on paper', () => {
  const textOf = (bytes: Uint8Array) => {
    const file = join(mkdtempSync(join(tmpdir(), 'papers-')), 'sheet.pdf')
    writeFileSync(file, bytes)
    return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  }
  const bookmarksOf = (bytes: Uint8Array) => {
    const file = join(mkdtempSync(join(tmpdir(), 'papers-')), 'sheet.pdf')
    writeFileSync(file, bytes)
    const xml = execFileSync('pdftohtml', ['-xml', '-i', '-stdout', '-l', '1', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Array.from(xml.matchAll(/<item page="\d+">(.*?)<\/item>/g), ([, title]) => title as string)
  }
  test('code, name, columns and rules of the book are text; a village’s sheet names its members', async () => {
    const id = await record()
    const { code } = await look(village.clerk, id)
    const pdf = await as(world, village.clerk, c.getPaperPdf, { params: { id } })
    expect(pdf.status).toBe(200)
    const text = textOf(pdf.bytes).replace(/\s/g, '')
    for (const words of [
      code,
      member().name,
      '2026年第2季度',
      '登记时间',
      '细则编号',
      '支部审核',
      '本人确认',
    ])
      expect(text).toContain(words)
    expect(text).toContain('参加支部学习、党课，每次')
    // Another category's rules are not this member's.
    expect(text).not.toContain('户6.1')
    expect((await as(world, neighbour.clerk, c.getPaperPdf, { params: { id } })).status).toBe(404)
  })
  test('a whole township is one file made as long work, each sheet with its own code', async () => {
    const { ids, errandId } = await print(town.clerk, {})
    expect(ids.length).toBeGreaterThan(10)
    await runErrand(world.db, errandKinds, { regionId: 1, id: errandId as string }, () => world.clock.now())
    const { answer } = await as(world, town.clerk, getErrand, { params: { id: errandId as string } })
    expect(answer).toMatchObject({ state: 'DONE', message: `共${ids.length}张` })
    const file = await as(world, town.clerk, takeErrandFile, { params: { id: errandId as string } })
    const text = textOf(file.bytes)
    const codes = (await world.owner('select code from paper_sheet where id = any($1)', [ids])).map((row) =>
      String(row.code),
    )
    expect(new Set(codes).size).toBe(ids.length)
    for (const code of codes) expect(text).toContain(code)
    const marks = bookmarksOf(file.bytes)
    for (const code of codes) expect(marks.filter((mark) => mark.endsWith(code))).toHaveLength(1)
    expect(existsSync(join(tmpdir(), `xinghe-papers-${errandId}`))).toBe(false)
  })
})

test('the list counts by state and finds by code and name, within my area', async () => {
  const list = (who: GivenPerson, query: Record<string, unknown> = {}) =>
    as(world, who, c.listPaperSheets, { query: query as never })
  const all = (await list(village.clerk)).answer
  expect(all.rows.every((row) => row.villageId === village.id)).toBe(true)
  expect(all.byState.reduce((sum, one) => sum + one.count, 0)).toBe(all.total)
  const posted = (await list(village.clerk, { state: 'POSTED' })).answer
  expect(posted.total).toBe(all.byState.find((one) => one.state === 'POSTED')?.count)
  const [one] = posted.rows
  expect((await list(village.clerk, { search: one?.code.toLowerCase() })).answer.rows).toMatchObject([
    { id: one?.id },
  ])
  expect((await list(banner.inspector)).answer.rows.every((row) => row.can.length === 0)).toBe(true)
})

describe('score sheets', () => {
  let org: string
  let members: string
  beforeAll(async () => {
    await givenPoints(world, town, bookId(village.id), [10, 10, 10, 10, 10, 10, 10, 10, 8, 8])
    at(world, '2026-12-12')
    org = (
      await print(town.group, { kind: 'SCORE', subject: 'ORG', quarter: null, villageIds: [village.id] })
    ).ids[0] as string
    members = (await print(town.group, { kind: 'SCORE', quarter: null, villageIds: [village.id] }))
      .ids[0] as string
  })
  const key = (id: string, lines: KeyedLine[], total: string) => save(town.group, id, lines, total)

  test('refused: by the village, without a reason, before the year end is there', async () => {
    expect((await save(village.clerk, org, [line(9, { score: '9' })], '9')).error.code).toBe(
      'common.not_allowed',
    )
    expect((await key(org, [line(9, { score: '9' })], '9')).error.code).toBe('common.bad_input')
    expect((await key(org, [line(9, { score: '9', reason: '集体经济核实' })], '9')).answer.state).toBe(
      'KEYED',
    )
    expect((await post(town.group, org)).error.code).toBe('papers.year_end_not_open')
    expect((await key(members, [line(1, { s1: '1', reason: '核实' })], '2')).error.code).toBe(
      'papers.total_differs',
    )
  })
  test('refused when the points moved since; else the difference goes to the ledger with its reason', async () => {
    await givenOpened(world, town)
    await givenReviewed(world, village)
    await givenPoints(world, town, bookId(village.id), [0, 0, 0, 0, 0, 0, 0, 0, 1])
    expect((await post(town.group, org)).error.code).toBe('papers.points_moved')
    const again = (
      await print(town.group, { kind: 'SCORE', subject: 'ORG', quarter: null, villageIds: [village.id] })
    ).ids[0] as string
    const { rows } = await look(town.group, again)
    expect(rows).toHaveLength(10)
    expect(rows[8]).toMatchObject({ slot: 9, stars: [{ points: 900 }] })
    await key(
      again,
      [line(9, { score: '10.5', reason: '集体经济收入核实增加' }), line(10, { score: '8' })],
      '18.5',
    )
    const reply = await post(town.group, again)
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200, answer: { lines: 1 } })
    const moves = await world.owner(
      `select slot, counted, reason from points_entry where book_id = $1 and source_kind = 'YEAR_END'`,
      [bookId(village.id)],
    )
    expect(moves).toEqual([{ slot: 9, counted: 150, reason: '集体经济收入核实增加' }])
    const sheet = await sheetOf(world, village.id, 'ORG')
    expect(await world.owner('select state from year_end_sheet where id = $1', [sheet])).toEqual([
      { state: 'ASSESSED' },
    ])
    expect((await look(town.group, again)).yearEndSheetId).toBe(sheet)
  })
  test('members on one sheet: a star that a member has not is refused', async () => {
    const id = (await print(town.group, { kind: 'SCORE', quarter: null, villageIds: [village.id] }))
      .ids[0] as string
    const { rows } = await look(town.group, id)
    await key(id, [line(2, { s1: '3', reason: '年终走访核实' })], '3')
    const reply = await post(town.group, id)
    expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200, answer: { lines: 1 } })
    const [move] = await world.owner(
      `select slot, counted from points_entry where book_id = $1 and source_kind = 'YEAR_END'`,
      [rows[1]?.bookId],
    )
    expect(move).toEqual({ slot: 1, counted: 300 - (rows[1]?.stars[0]?.points ?? 0) })
  })
})
