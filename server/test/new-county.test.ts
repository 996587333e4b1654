/**
 * From spreadsheets to plaques: a new county is founded in an empty place, its units, people, points and former results
 * come from workbooks that LibreOffice wrote, with the usual mess in them; a star year runs, and everything is printed.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as awards from '@xinghe/contract/award'
import * as circulars from '@xinghe/contract/circulars'
import { getErrand, takeErrandFile } from '@xinghe/contract/errands'
import { foundCounty } from '@xinghe/contract/founding'
import type { ImportKindKey } from '@xinghe/contract/import-kinds'
import type { ImportDetail } from '@xinghe/contract/imports'
import { openAccountSlips } from '@xinghe/contract/org'
import { beginPrints, type PrintThing, printEmptyBook, printThings } from '@xinghe/contract/prints'
import * as quarters from '@xinghe/contract/quarters'
import { listResults } from '@xinghe/contract/results'
import type { Post } from '@xinghe/contract/rights'
import { layOutSchemes } from '@xinghe/contract/setup'
import { localDate } from '@xinghe/contract/values'
import * as yearEnd from '@xinghe/contract/year-end'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runErrand, setErrandDir } from '../src/errands/index.ts'
import { openAccounts, renewPassword } from '../src/identity/index.ts'
import { setImportDir } from '../src/imports/index.ts'
import { readTx, wholeRegion } from '../src/platform/tx.ts'
import { verifyLedger } from '../src/points/index.ts'
import { dismissPrinters } from '../src/print/index.ts'
import { errandKinds } from '../src/prints/index.ts'
import { useFounding } from '../src/setup/index.ts'
import { approveScheme, publishScheme, submitScheme, verifyRatings } from '../src/stars/index.ts'
import { act, as, type GivenPerson, type GivenTownship, signedOut } from './given.ts'
import { givenConfirmed } from './given-stars.ts'
import { determinationOf, givenAssessed, givenDetermined } from './given-year-end.ts'
import { lookedThrough, written } from './hand-in.ts'
import { convertedByOffice, type OfficeCell, type OfficeSheet, writtenByOffice } from './office.ts'
import { freshWorld, type Reply, send } from './world.ts'

const world = await freshWorld('2026-03-20T10:00:00+08:00')
const folder = mkdtempSync(join(tmpdir(), 'xinghe-county-'))
afterAll(() => {
  dismissPrinters()
  rmSync(folder, { recursive: true, force: true })
})
const at = (day: string) => {
  world.clock.set(`${day}T10:00:00+08:00`)
  signedOut(world)
}
const done = <A>({ status, answer, error }: Reply<A>): A => {
  expect(status, JSON.stringify(error)).toBe(200)
  return answer
}
/** What a person reads in the pages, without the spaces between. */
const textOf = (pdf: Buffer): string => {
  const file = join(folder, 'read.pdf')
  writeFileSync(file, pdf)
  return execFileSync('pdftotext', ['-raw', file, '-'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }).replace(/\s/g, '')
}

const note: OfficeSheet = { name: '填表说明', rows: [['请各单位认真填写']] }
const peopleHead: OfficeCell[] = [
  ...['序号', '所在单位', '姓  名\n（必填）', '性别', '公民身份号码', '出生年月', '党员类别'],
  ...['是否正式党员', '入党时间', '职务'],
]
const sheets: Record<string, OfficeSheet[]> = {
  units: [
    {
      name: '单位',
      rows: [
        [{ over: 7, text: '青原旗基层党组织基本情况表' }],
        ['填报单位：青原旗委组织部', null, null, null, '填报时间：2026年3月'],
        ['序号', '所属\n苏木镇', '*嘎查村\n名称（必填）', '类 型', '党组织名称', '党组织类别', '嘎查村类别'],
        [1, '查干 淖尔苏木', '巴彦塔拉嘎查', '嘎查', '巴彦塔拉嘎查党支部', '党支部', '牧区'],
        [2, '无', '查干淖尔苏木', '苏木', '查干淖尔苏木党委', '党委', '牧区'],
        [3, '查干淖尔苏木', '乌兰图雅嘎查', '嘎查村', '乌兰图雅嘎查党总支', '—', '牧区'],
        ['合计', null, '3个', null, null, null, null],
      ],
    },
    note,
  ],
  people: [
    {
      name: '花名册',
      rows: [
        [{ over: 10, text: '党员花名册' }],
        ['填报单位：青原旗委组织部', null, null, null, null, '2026年3月20日'],
        peopleHead,
        [1, '查干淖尔苏木', '陈 立', '男', '无', '1972.3.4', '—', null, null, '苏木镇党委书记'],
        [2, '查干淖尔苏木', '乌云塔娜', '女', null, '1985-06-07', null, null, null, '组织委员'],
        [3, '查干淖尔苏木', '孟克', '男', null, { day: '1980-01-02' }, null, null, null, '考核组'],
        [4, '巴彦塔拉嘎查', '巴特尔．孟克', '男', null, '19700101', '两委党员', '正式', '1999.7', '支部书记'],
        [5, '巴彦塔拉嘎查', '其其格', '女', null, '1978年5月6日', '两委党员', '正式党员', '20050701', '文书'],
        [6, '巴彦塔拉嘎查', '张伟', '男', null, '1960.1.2', '无职党员', null, null, null],
        [7, '巴彦塔拉嘎查', '张伟', '男', null, '1988-08-08', '无职', null, null, '无'],
        [
          ...[8, '巴彦塔拉嘎查', '阿拉坦其木格·敖特根巴雅尔图雅', '女', null, '1990/2/3'],
          ...['党员中心户', '正式', '2012-07-01', null],
        ],
        [9, '乌兰图雅嘎查', '朝鲁', '男', null, '1975-04-05', '两委党员', '正式', '2001-07-01', '书记'],
        [10, '乌兰图雅嘎查', '苏日娜', '女', null, '1983-04-05', '两委党员', '正式', '2010-07-01', '文书'],
        [11, '乌兰图雅嘎查', '王 芳', '女', null, '1991-12-01', '无职党员', '正式', '2019-07-01', null],
        ['合计', null, 11],
      ],
    },
    note,
  ],
  entries: [
    {
      name: '积分',
      rows: [
        [{ over: 6, text: '2026年第一季度积分登记表' }],
        ['嘎查村名称', '姓名', '出生日期', '日期', '细则编号', '事由', '审核人'],
        ['巴彦塔拉嘎查', null, null, '2026.3.2', '1.1', '班子配备齐全', '巴特尔·孟克'],
        ['巴彦塔拉嘎查', '张伟', '19880808', '2026年3月5日', '1.1', '参加支部党课', '巴特尔·孟克'],
        ['巴彦塔拉嘎查', '张 伟', '1960-01-02', { day: '2026-03-05' }, '1.1', '参加支部党课', '巴特尔·孟克'],
      ],
    },
  ],
  openings: [
    {
      name: '期初',
      rows: [
        ['嘎查村', '姓名', '截至日期', ...Array.from({ length: 10 }, (_, slot) => `第${slot + 1}星`)],
        ['乌兰图雅嘎查', null, '2026-02-28', 10, 10, 10, 10, 10, 10, 10, 10, 8, '8'],
        ['乌兰图雅嘎查', '王芳', '2026.02.28', 10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
      ],
    },
  ],
  past: [
    {
      name: '往年',
      rows: [
        [{ over: 5, text: '2025年度评星结果' }],
        ['嘎查村', '姓名', '星级', '类别', '公布文号'],
        ['巴彦塔拉嘎查', '无', '十星级', '一类', '青组通〔2025〕12号'],
        ['乌兰图雅嘎查', null, '7', '二类', '青组通〔2025〕12号'],
        ['乌兰图雅嘎查', '王芳', '九星', null, '青组通〔2025〕12号'],
      ],
    },
  ],
}

let books: Record<string, Buffer>
let department: GivenPerson
let town: GivenTownship
const holder = async (name: string, post: Post): Promise<GivenPerson> => {
  const [row] = await world.owner(
    `select p.id, p.name, h.post, u.id as unit, u.name as unit_name, u.path, a.person_id as known from post_holding h
     join person p on p.region_id = h.region_id and p.id = h.person_id join unit u on u.region_id = h.region_id and u.id = h.unit_id
     left join account a on a.region_id = p.region_id and a.person_id = p.id
     where p.name = $1 and h.post = $2 and h.last_on is null`,
    [name, post],
  )
  if (!row) throw new Error(`nobody is ${post} by the name of ${name}`)
  const [login] = await world.owner('select login from login_name where person_id = $1', [row.id])
  return {
    id: row.id as string,
    name,
    regionId: 1,
    post,
    login: login?.login as string,
    unit: { id: row.unit as string, name: row.unit_name as string, path: row.path as string },
  }
}
/** The one-time password was used and changed; here to the tests' own. */
async function known(person: GivenPerson): Promise<void> {
  await act(world, department, async (tx, by) => {
    await openAccounts(tx, by, [])
    await renewPassword(tx, by, person.id, 'test')
  })
  await world.owner(
    `update account set must_change = false, password_at = '2100-01-01' where person_id = $1`,
    [person.id],
  )
}
async function broughtIn(
  person: GivenPerson,
  kind: ImportKindKey,
  book: string,
  year?: number,
): Promise<ImportDetail> {
  const seen = await lookedThrough(world, person, kind, books[book] as Buffer, year ? { year } : {})
  expect(seen, JSON.stringify([seen.message, seen.faults])).toMatchObject({
    state: 'CHECKED',
    counts: { fault: 0 },
  })
  const kept = await written(world, person, seen.id)
  expect(kept, kept.message ?? '').toMatchObject({ state: 'DONE' })
  // Handed in once more, nothing is new.
  const again = await lookedThrough(world, person, kind, books[book] as Buffer, year ? { year } : {})
  expect(again.counts).toMatchObject({ create: 0, change: 0, fault: 0, same: again.counts?.rows })
  return kept
}

/** Printed as one file in the background, and read. */
const printed = async (what: PrintThing, more: object = {}) => {
  const { errandId: id } = done(
    await as(world, department, beginPrints, {
      body: { what, year: 2026, unitId: town.id, ...more } as never,
    }),
  )
  await runErrand(world.db, errandKinds, { regionId: 1, id }, () => world.clock.now())
  const errand = done(await as(world, department, getErrand, { params: { id } }))
  expect(errand, `${printThings[what]}: ${errand.message}`).toMatchObject({ state: 'DONE' })
  return textOf((await as(world, department, takeErrandFile, { params: { id } })).bytes)
}

beforeAll(async () => {
  setErrandDir(join(folder, 'errands'))
  setImportDir(join(folder, 'imports'))
  books = writtenByOffice(sheets)
})

test('founded in an empty place, and the department signs in', async () => {
  const setupCode = useFounding(world.ownerUrl)
  const founded = done(
    await send(world, '', foundCounty, {
      body: {
        setupCode,
        kind: 'BANNER',
        name: '青原旗',
        shortName: '青原',
        countyCode: '990001',
        department: '乌云高娃',
        systemAdmin: '陈立新',
        securityAdmin: '赵文静',
        auditor: '哈斯巴根',
        openAt: 'http://10.0.0.5:5320',
      },
    }),
  )
  expect(founded.accounts).toHaveLength(4)
  department = await holder('乌云高娃', 'ORG_DEPARTMENT')
  await world.owner(`insert into setting values (1, 'second_factor.department', 'false', '测试', now())`)
  await known(department)
})

test('units and people come from spreadsheets, accounts go out on slips', async () => {
  expect((await broughtIn(department, 'UNITS', 'units')).counts).toMatchObject({ rows: 3, create: 3 })
  expect((await broughtIn(department, 'PEOPLE', 'people')).counts).toMatchObject({ rows: 11, create: 11 })
  const slips = done(
    await as(world, department, openAccountSlips, {
      body: { unitId: department.unit.id, openAt: 'http://10.0.0.5:5320' },
    }),
  )
  // Three of the township, two of each village; the four founders have theirs.
  expect(slips.opened).toHaveLength(7)
  const village = async (secretary: string, clerk: string) => {
    const one = await holder(secretary, 'VILLAGE_SECRETARY')
    return { ...one.unit, secretary: one, clerk: await holder(clerk, 'VILLAGE_CLERK'), members: [] }
  }
  const secretary = await holder('陈立', 'TOWNSHIP_SECRETARY')
  town = {
    ...secretary.unit,
    secretary,
    clerk: await holder('乌云塔娜', 'TOWNSHIP_CLERK'),
    group: await holder('孟克', 'ASSESSMENT_GROUP'),
    villages: [await village('巴特尔·孟克', '其其格'), await village('朝鲁', '苏日娜')],
  }
  for (const person of [secretary, town.clerk, town.group]) await known(person)
})

test('schemes are laid out from the examples, approved and published; villages declare', async () => {
  done(
    await as(world, department, layOutSchemes, {
      body: {
        townshipIds: [town.id],
        year: 2026,
        subjects: ['ORG', 'MEMBER'],
        from: { kind: 'EXAMPLE', villageType: null },
      },
    }),
  )
  const versions = await world.owner('select id from scheme_version order by id')
  expect(versions).toHaveLength(2)
  for (const { id } of versions as { id: string }[]) {
    await act(world, town.clerk, (tx, by) => submitScheme(tx, by, { id }))
    await act(world, department, (tx, by) => approveScheme(tx, by, { id }))
    await act(world, town.secretary, (tx, by) => publishScheme(tx, by, { id }))
  }
  await givenConfirmed(world, town)
})

test('what stands on paper comes along: points of the first quarter, opening balances, last year', async () => {
  expect((await broughtIn(town.clerk, 'ENTRIES', 'entries', 2026)).counts).toMatchObject({ create: 3 })
  expect((await broughtIn(town.clerk, 'OPENINGS', 'openings', 2026)).counts).toMatchObject({ create: 2 })
  expect((await broughtIn(department, 'PAST_RESULTS', 'past', 2025)).counts).toMatchObject({ create: 3 })
})

test('four quarters are closed, made public and sealed; the year ends with results that stand', async () => {
  const villageIds = town.villages.map(({ id }) => id)
  for (const [quarter, closed, sealed] of [
    [1, '2026-04-02', '2026-04-20'],
    [2, '2026-07-02', '2026-07-20'],
    [3, '2026-10-12', '2026-10-30'],
    [4, '2027-01-04', '2027-01-15'],
  ] as const) {
    const body = { year: 2026, quarter, villageIds }
    at(closed)
    done(await as(world, town.clerk, quarters.closeQuarters, { body }))
    done(await as(world, town.clerk, quarters.publishQuarters, { body }))
    at(sealed)
    done(await as(world, town.clerk, quarters.sealQuarters, { body }))
  }
  await givenAssessed(world, town)
  await givenDetermined(world, town, 'ORG')
  await givenDetermined(world, town, 'MEMBER')
  const determinationIds = [
    await determinationOf(world, town.id, 'ORG'),
    await determinationOf(world, town.id, 'MEMBER'),
  ]
  done(
    await as(world, town.clerk, yearEnd.publishYearNotice, {
      body: { determinationIds, contact: '苏木党委组织委员 0479-1234567' },
    }),
  )
  // While a notice runs, an empty objection slip hangs beside it.
  expect(await printed('OBJECTIONS', { fill: 'BLANK' })).toContain('异议')
  at('2027-01-28')
  done(await as(world, town.clerk, yearEnd.closeYearNotices, { body: { determinationIds } }))
  done(
    await as(world, town.secretary, yearEnd.fileResults, {
      body: { determinationIds, docNo: '〔2027〕1号' },
    }),
  )
  done(await as(world, department, yearEnd.confirmResults, { body: { determinationIds } }))
  done(
    await as(world, department, awards.orderPlaques, {
      body: {
        year: 2026,
        townshipIds: [town.id],
        costFen: 6000 as never,
        fundSource: 'PARTY_DUES',
        orderedOn: localDate('2027-01-28'),
      },
    }),
  )
  const { rows } = done(
    await as(world, department, listResults, { query: { year: 2026, subject: 'MEMBER' } }),
  )
  const ten = rows.find((row) => row.name === '王芳')
  // Nine stars last year, on paper; ten in this.
  expect(ten).toMatchObject({ finalLevel: 10, standing: true, change: 'UP' })
  done(
    await as(world, department, awards.orderDoorPlates, {
      body: {
        bookIds: [ten?.bookId as string],
        costFen: 3000 as never,
        fundSource: 'PARTY_DUES',
        orderedOn: localDate('2027-01-28'),
      },
    }),
  )
  const orgs = done(await as(world, department, listResults, { query: { year: 2026, subject: 'ORG' } })).rows
  expect(orgs.map((row) => [row.villageName, row.finalLevel, row.class])).toEqual([
    ['乌兰图雅嘎查', 8, 'I'],
    ['巴彦塔拉嘎查', 0, 'III'],
  ])
  expect(await readTx(world.db, wholeRegion(1), (tx) => verifyLedger(tx, 1))).toMatchObject({ findings: [] })
  expect(await readTx(world.db, wholeRegion(1), (tx) => verifyRatings(tx, 1, 2026))).toMatchObject({
    findings: [],
  })
})

test('everything is printed', async () => {
  const own: Record<Exclude<PrintThing, 'OBJECTIONS'>, [object, RegExp][]> = {
    BOOKS: [
      [{ subject: 'MEMBER' }, /阿拉坦其木格·敖特根巴雅尔图雅/],
      [{ subject: 'ORG' }, /乌兰图雅嘎查党总支/],
      [{ subject: 'MEMBER', fill: 'BLANK' }, /王芳/],
    ],
    SUMMARIES: [[{}, /王芳/]],
    QUARTER_NOTICES: [[{}, /张伟/]],
    YEAR_NOTICES: [
      [{ subject: 'ORG' }, /乌兰图雅嘎查党总支/],
      [{ subject: 'MEMBER' }, /十星级/],
    ],
    MINUTES: [[{}, /法定人数/]],
    WHY: [[{ subject: 'MEMBER' }, /参加支部党课/]],
    PLAQUES: [[{ size: '400x300' }, /八星级/]],
    DOOR_PLATES: [[{ size: '150x100' }, /王芳/]],
  }
  for (const [what, times] of Object.entries(own))
    for (const [more, words] of times) expect(await printed(what as PrintThing, more), what).toMatch(words)
  const empty = await as(world, department, printEmptyBook, { query: {} })
  expect(textOf(empty.bytes)).toContain('积分手册')

  // 通报, as PDF and as a Word file that LibreOffice opens: the same words, computed.
  const { id } = done(
    await as(world, department, circulars.draftCircular, { body: { year: 2026, subject: 'ORG' } }),
  )
  const pdf = textOf((await as(world, department, circulars.printCircular, { params: { id } })).bytes)
  expect(pdf).toContain('关于2026年度嘎查村党组织星级评定结果的通报')
  expect(pdf).toMatch(/八星级1个/)
  const word = (await as(world, department, circulars.wordCircular, { params: { id } })).bytes
  const opened = convertedByOffice({ circular: word }, 'pdf', 'docx').circular as Buffer
  expect(textOf(opened)).toContain('乌兰图雅嘎查党总支')
}, 300_000)
