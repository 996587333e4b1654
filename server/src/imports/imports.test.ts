/** Sheets as counties have them, written by LibreOffice: looked through, written, brought in twice, given back. */
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cancelErrand } from '@xinghe/contract/errands'
import {
  beginImport,
  checkImport,
  confirmImport,
  discardImport,
  getImport,
  listImportKinds,
  listImports,
  takeRemarks,
  takeTemplate,
} from '@xinghe/contract/imports'
import { checkCharacter } from '@xinghe/contract/personal-fields'
import exceljs from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenRegion, givenRegion } from '../../test/given.ts'
import { handIn, importOf, lookedThrough, runAsked, written } from '../../test/hand-in.ts'
import { convertedByOffice, type OfficeCell, writtenByOffice } from '../../test/office.ts'
import { freshWorld } from '../../test/world.ts'
import { setErrandDir } from '../errands/index.ts'
import { dropOldSheets, setImportDir } from './kept-sheets.ts'

const world = await freshWorld()
const folder = mkdtempSync(join(tmpdir(), 'xinghe-imports-'))
let banner: GivenRegion
let other: GivenRegion
let books: Record<string, Buffer>
/** What was given out, for LibreOffice to open in one run. */
const given: Record<string, Uint8Array> = {}
/** Nobody's: the province is 99. */
const idOf = (n: number, born = '19800301'): string => {
  const first = `990001${born}${String(n).padStart(3, '0')}`
  return first + checkCharacter(first)
}

const unitRows: OfficeCell[][] = [
  [{ over: 7, text: '测试旗基层党组织基本情况表' }],
  ['填报单位：测试旗委组织部', null, null, null, '填报时间：2026年3月'],
  ['序号', '所属\n苏木镇', '*嘎查村\n名称（必填）', '类 型', '党组织名称', '党组织类别', '嘎查村类别'],
  // The village stands before its township.
  [1, '查干 淖尔苏木', '巴彦塔拉嘎查', '嘎查', '无', '—', '牧区'],
  [2, '无', '查干淖尔苏木', '苏木', '查干淖尔苏木党委', '党委', null],
  [3, '查干淖尔苏木', '乌兰图雅嘎查', '嘎查村', '乌兰图雅嘎查党总支', null, '半农半牧'],
  [4, { down: 2, text: '第1镇' }, '1-1嘎查', '嘎查', null, null, '边境牧区'],
  [5, null, '1-3嘎查', '嘎查', null, null, '城郊'],
  ['合计', null, '5个', null, null, null, null],
  ['填表人：某某', null, null, '审核人：某某'],
]
const peopleHead: OfficeCell[] = [
  '序号',
  '所在嘎查村',
  '姓  名\n（必填）',
  '性别',
  '公民身份号码',
  '出生年月',
  '联系方式',
  '党员类别',
  '是否正式党员',
  '入党时间',
  '职务',
]
const peopleRows: OfficeCell[][] = [
  [{ over: 11, text: '党员花名册' }],
  ['填报单位：第1镇', null, null, null, null, null, '2026年3月5日'],
  peopleHead,
  [
    1,
    { down: 3, text: '1-1嘎查' },
    '乌 云',
    '女',
    idOf(2),
    { day: '1980-03-01' },
    13912340001,
    '无职党员',
    '正式',
    '2004.7',
    '无',
  ],
  [
    2,
    null,
    '巴特尔．孟克 ',
    '男',
    '无',
    '1975年12月3日',
    '139 1234 0002',
    '党员中心户',
    '正式党员',
    '19990701',
    '—',
  ],
  [3, null, '其其格', '女', null, '1990/5/6', '0479-1234567', '流动党员', '预备', '2025-06-30', null],
  [
    4,
    '1-2嘎查党支部',
    '阿拉坦其木格·敖特根巴雅尔图雅苏日娜',
    '女',
    idOf(4).toLowerCase(),
    null,
    null,
    '年老体弱党员',
    null,
    { day: '1999-07-01' },
    '支部委员、文书',
  ],
  // Two of one name, told apart.
  [5, '1-2嘎查', '张伟', '男', null, '1960.1.2', null, '无职', null, null, null],
  [6, '1-2嘎查', '张伟', '男', null, '1988-08-08', null, '无职', null, null, null],
  ['合计', null, 6],
]

const oneMember = (name: string) => ({
  name: '表',
  rows: [
    peopleHead,
    [1, '2-1嘎查', name, '男', null, '1970-02-02', null, '无职党员', null, null, null],
  ] as OfficeCell[][],
})

beforeAll(async () => {
  setErrandDir(join(folder, 'errands'))
  setImportDir(join(folder, 'imports'))
  banner = await givenRegion(world)
  other = await givenRegion(world, { id: 2 })
  const note = { name: '填表说明', rows: [['请认真填写']] as OfficeCell[][] }
  books = writtenByOffice({
    units: [note, { name: '单位', rows: unitRows }],
    people: [{ name: '花名册', rows: peopleRows }, note],
    wrong: [
      {
        name: '花名册',
        rows: [
          [{ over: 11, text: '党员花名册' }],
          peopleHead,
          [1, '没有的嘎查', '乌云', '女', null, null, null, '无职党员', null, null, null],
          [
            2,
            '1-1嘎查',
            '赵一',
            '女',
            `${idOf(6).slice(0, 17)}${idOf(6)[17] === '1' ? '2' : '1'}`,
            null,
            null,
            '无职党员',
            null,
            null,
            null,
          ],
          [3, '1-1嘎查', '钱二', '女', 150102198003010000, null, '12345', '工人', null, '2024年', null],
          [4, '1-1嘎查', '孙三', '男', null, null, null, '无职党员', null, { formula: '1/0' }, null],
          [5, '1-1嘎查', '李四', '男', null, null, null, '无职党员', null, null, null],
          [6, '1-1嘎查', '李四', '男', null, null, null, '无职党员', null, null, null],
          [7, '1-1嘎查', '周五', '男', null, null, null, '无职党员', null, null, '酋长'],
          [8, '1-1嘎查', '吴六', '男', null, '1970-01-01', 13912340009, '无职党员', null, null, null],
        ],
      },
    ],
    late: [oneMember('郑七')],
    stopped: [oneMember('王八')],
    lacking: [
      {
        name: '花名册',
        rows: [
          ['姓名', '性别', '电话'],
          ['甲', '男', '1'],
        ],
      },
    ],
    other: [
      {
        name: '收支',
        rows: [
          ['日期', '金额'],
          [{ day: '2026-01-01' }, 5],
        ],
      },
    ],
  })
}, 120_000)

const count = async (table: string) =>
  Number((await world.owner(`select count(*) as n from ${table} where region_id = 1`))[0]?.n)

describe('who may', () => {
  test('a post that keeps no lists may not even look; a member neither', async () => {
    const [village] = banner.townships[0]?.villages ?? []
    if (!village) throw new Error('no village')
    for (const person of [banner.inspector, village.clerk, village.members[0]])
      for (const [route, sent] of [
        [listImports, {}],
        [listImportKinds, {}],
        [takeTemplate, { query: { kind: 'PEOPLE' } }],
      ] as const)
        expect((await as(world, person as never, route as never, sent as never)).status).toBe(403)
    expect((await handIn(world, village.clerk, 'PEOPLE', books.people as Buffer)).status).toBe(403)
  })
  test('what is no workbook, or holds macros, is refused in words', async () => {
    const refused = async (bytes: Uint8Array) =>
      (await handIn(world, banner.department, 'PEOPLE', bytes)).error.code
    expect(await refused(Buffer.from('姓名,性别'))).toBe('imports.wrong_type')
    expect(await refused(Buffer.from('PK\x03\x04 broken'))).toBe('files.unreadable')
    expect(readdirSync(join(folder)).includes('imports')).toBe(false)
    expect(
      (await as(world, banner.department, beginImport, { query: { kind: 'PEOPLE' }, body: {} as never }))
        .status,
    ).toBe(422)
  })
  test('an import is seen by nobody else, not even by who could do the same', async () => {
    const clerk = banner.townships[0]?.clerk
    if (!clerk) throw new Error('no clerk')
    const { answer } = await handIn(world, clerk, 'PEOPLE', books.people as Buffer)
    for (const person of [banner.department, banner.townships[1]?.clerk, other.department])
      for (const route of [getImport, takeRemarks])
        expect((await as(world, person as never, route, { params: { id: answer.id } })).status).toBe(404)
    for (const person of [banner.department, other.department])
      for (const [route, body] of [
        [confirmImport, { mode: 'GOOD' }],
        [checkImport, undefined],
        [discardImport, undefined],
      ] as const)
        expect(
          (await as(world, person, route as never, { params: { id: answer.id }, body } as never)).status,
        ).toBe(404)
    // Not yet looked through: nothing can be decided.
    expect(
      (await as(world, clerk, confirmImport, { params: { id: answer.id }, body: { mode: 'GOOD' } })).error
        .code,
    ).toBe('common.act_not_open')
  })
  test('the sheet lies sealed on the disk, for its owner alone', async () => {
    const [name] = readdirSync(join(folder, 'imports', '1'))
    const path = join(folder, 'imports', '1', name as string)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path).includes(Buffer.from('PK\x03\x04'))).toBe(false)
    await dropOldSheets(new Date(Date.now() + 8 * 24 * 3600_000))
    expect(readdirSync(join(folder, 'imports', '1'))).toEqual([])
  })
})

describe('units', () => {
  test('a dry run says what would become of each row and writes nothing', async () => {
    const before = await count('unit')
    const found = await lookedThrough(world, banner.department, 'UNITS', books.units as Buffer)
    expect(found).toMatchObject({
      state: 'CHECKED',
      counts: { rows: 5, create: 4, change: 1, same: 0, fault: 0 },
      faults: [],
      can: ['confirm', 'check', 'discard'],
    })
    expect(found.changes.find(({ becomes }) => becomes === 'CHANGE')?.note).toContain(
      '村类型由“牧区”改为“边境牧区”',
    )
    expect(await count('unit')).toBe(before)
    const done = await written(world, banner.department, found.id)
    expect(done).toMatchObject({ state: 'DONE', message: '已导入：新增4，更新1', can: [] })
    const rows = await world.owner(
      `select u.name, u.kind, p.name as parent, u.party_org_name as org, u.party_org_kind as form, u.village_type as type from unit u join unit p on p.id = u.parent_id
       where u.name in ('查干淖尔苏木', '巴彦塔拉嘎查', '乌兰图雅嘎查', '1-1嘎查', '1-3嘎查') and u.region_id = 1 order by u.name`,
    )
    expect(rows).toEqual([
      {
        name: '1-1嘎查',
        kind: 'VILLAGE',
        parent: '第1镇',
        org: '1-1嘎查党支部',
        form: 'BRANCH',
        type: 'BORDER',
      },
      {
        name: '1-3嘎查',
        kind: 'VILLAGE',
        parent: '第1镇',
        org: '1-3嘎查党支部',
        form: 'BRANCH',
        type: 'SUBURBAN',
      },
      {
        name: '乌兰图雅嘎查',
        kind: 'VILLAGE',
        parent: '查干淖尔苏木',
        org: '乌兰图雅嘎查党总支',
        form: 'GENERAL_BRANCH',
        type: 'MIXED',
      },
      {
        name: '巴彦塔拉嘎查',
        kind: 'VILLAGE',
        parent: '查干淖尔苏木',
        org: '巴彦塔拉嘎查党支部',
        form: 'BRANCH',
        type: 'PASTORAL',
      },
      {
        name: '查干淖尔苏木',
        kind: 'TOWNSHIP',
        parent: '测试旗1',
        org: '查干淖尔苏木党委',
        form: 'COMMITTEE',
        type: null,
      },
    ])
  })
  test('brought in again it changes nothing, and there is nothing to confirm', async () => {
    const again = await lookedThrough(world, banner.department, 'UNITS', books.units as Buffer)
    expect(again.counts).toEqual({ rows: 5, create: 0, change: 0, same: 5, fault: 0 })
    expect(
      (await as(world, banner.department, confirmImport, { params: { id: again.id }, body: { mode: 'ALL' } }))
        .error.code,
    ).toBe('imports.nothing_to_write')
  })
  test('a township clerk brings in what is his own; above and beside him there is no such unit', async () => {
    const clerk = banner.townships[1]?.clerk as never
    const found = await lookedThrough(world, clerk, 'UNITS', books.units as Buffer)
    expect(found.counts).toMatchObject({ create: 0, fault: 5 })
  })
})

describe('people', () => {
  test('four kinds of days, text and number cells, spaces, dots, dashes, merged villages', async () => {
    const before = await count('person')
    const found = await lookedThrough(world, banner.department, 'PEOPLE', books.people as Buffer)
    expect(found.faults).toEqual([])
    expect(found.counts).toEqual({ rows: 6, create: 6, change: 0, same: 0, fault: 0 })
    expect(await count('person')).toBe(before)
    await written(world, banner.department, found.id)
    const rows = await world.owner(
      `select p.name, u.name as unit, p.sex, p.born_on::text as born, p.id_number_hash is not null as numbered, p.phone_hash is not null as phone, m.category, m.status, m.joined_on::text as joined,
         (select array_agg(h.post order by h.post) from post_holding h where h.person_id = p.id) as posts
       from person p join membership m on m.person_id = p.id join unit u on u.id = m.unit_id where p.region_id = 1 and p.name ~ '^(乌云|巴特尔·孟克|其其格|阿拉坦|张伟)' order by m.category, p.name, p.born_on`,
    )
    expect(rows).toEqual([
      {
        name: '巴特尔·孟克',
        unit: '1-1嘎查',
        sex: 'M',
        born: '1975-12-03',
        numbered: false,
        phone: true,
        category: 'CENTRAL_HOUSEHOLD',
        status: 'FULL',
        joined: '1999-07-01',
        posts: null,
      },
      {
        name: '其其格',
        unit: '1-1嘎查',
        sex: 'F',
        born: '1990-05-06',
        numbered: false,
        phone: true,
        category: 'FLOATING',
        status: 'PROBATIONARY',
        joined: '2025-06-30',
        posts: null,
      },
      {
        name: '阿拉坦其木格·敖特根巴雅尔图雅苏日娜',
        unit: '1-2嘎查',
        sex: 'F',
        born: '1980-03-01',
        numbered: true,
        phone: false,
        category: 'OLD_OR_ILL',
        status: 'FULL',
        joined: '1999-07-01',
        posts: ['BRANCH_COMMITTEE', 'VILLAGE_CLERK'],
      },
      {
        name: '乌云',
        unit: '1-1嘎查',
        sex: 'F',
        born: '1980-03-01',
        numbered: true,
        phone: true,
        category: 'ORDINARY',
        status: 'FULL',
        joined: '2004-07-01',
        posts: null,
      },
      {
        name: '张伟',
        unit: '1-2嘎查',
        sex: 'M',
        born: '1960-01-02',
        numbered: false,
        phone: false,
        category: 'ORDINARY',
        status: 'FULL',
        joined: null,
        posts: null,
      },
      {
        name: '张伟',
        unit: '1-2嘎查',
        sex: 'M',
        born: '1988-08-08',
        numbered: false,
        phone: false,
        category: 'ORDINARY',
        status: 'FULL',
        joined: null,
        posts: null,
      },
    ])
  })
  test('brought in again, nothing; a clerk who may not appoint gets the same where posts are held already', async () => {
    for (const person of [banner.department, banner.townships[0]?.clerk])
      expect((await lookedThrough(world, person as never, 'PEOPLE', books.people as Buffer)).counts).toEqual({
        rows: 6,
        create: 0,
        change: 0,
        same: 6,
        fault: 0,
      })
  })
  test('every fault is told at its cell, without numbers, and the good rows can go in alone', async () => {
    const found = await lookedThrough(world, banner.department, 'PEOPLE', books.wrong as Buffer)
    expect(found.counts).toEqual({ rows: 8, create: 1, change: 0, same: 0, fault: 7 })
    const at = Object.fromEntries(found.faults.map(({ cell, message }) => [cell, message]))
    expect(at).toMatchObject({
      B3: expect.stringContaining('没有找到“没有的嘎查”'),
      E4: expect.stringContaining('校验位不符'),
      E5: expect.stringContaining('存成了数字'),
      G5: expect.stringContaining('11位手机号'),
      H5: expect.stringContaining('没有“工人”这一项'),
      J5: expect.stringContaining('只有年份'),
      J6: expect.stringContaining('公式出错'),
      C7: expect.stringContaining('与第8行同单位同名'),
      C8: expect.stringContaining('与第7行同单位同名'),
      K9: expect.stringContaining('没有“酋长”这个职务'),
    })
    expect(found.remarks).toBe(true)
    const kept =
      JSON.stringify(await world.owner('select * from import_fault')) +
      JSON.stringify(await world.owner('select * from import'))
    expect(kept).not.toMatch(/99000119\d{6}|150102|1391234/)
    const all = await as(world, banner.department, confirmImport, {
      params: { id: found.id },
      body: { mode: 'ALL' },
    })
    expect(all.error.code).toBe('imports.has_faults')
    const done = await written(world, banner.department, found.id, 'GOOD')
    expect(done.message).toBe('已导入：新增1，更新0；有误的7行没有导入')
    expect(
      await world.owner(`select name from person where name in ('吴六', '李四', '钱二') and region_id = 1`),
    ).toEqual([{ name: '吴六' }])
  })
  test('the sheet comes back as it was, red where it is wrong, and LibreOffice opens it', async () => {
    const found = await lookedThrough(world, banner.department, 'PEOPLE', books.wrong as Buffer)
    const { bytes } = await as(world, banner.department, takeRemarks, { params: { id: found.id } })
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as never)
    const sheet = book.getWorksheet('花名册')
    expect(sheet?.getCell('L2').value).toBe('导入意见')
    expect(sheet?.getCell('L4').value).toMatch(/^身份证号：.*校验位不符/)
    const fillOf = (cell: string) =>
      (sheet?.getCell(cell).fill as { fgColor?: { argb?: string } })?.fgColor?.argb
    for (const cell of ['B3', 'E4', 'E5', 'G5', 'H5', 'J5', 'J6', 'C7', 'C8', 'K9'])
      expect(fillOf(cell)).toBe('FFFFC7CE')
    for (const cell of ['C3', 'B4', 'A10']) expect(fillOf(cell)).not.toBe('FFFFC7CE')
    expect(sheet?.getCell('L10').value).toBe(null)
    expect(sheet?.getCell('A1').isMerged).toBe(true)
    expect(fillOf('A1')).toBe('FFFFFF00')
    expect(sheet?.getColumn(2).width).toBeGreaterThan(15)
    given.returned = bytes
    // Handed in again as it came back: the remarks are no data, and are not piled up.
    const again = await lookedThrough(world, banner.department, 'PEOPLE', bytes)
    expect(again.counts).toMatchObject({ rows: 8, same: 1, fault: 7 })
    const second = new exceljs.Workbook()
    await second.xlsx.load(
      (await as(world, banner.department, takeRemarks, { params: { id: again.id } })).bytes as never,
    )
    expect(second.getWorksheet('花名册')?.getCell('L4').value).toBe(sheet?.getCell('L4').value)
    expect(second.getWorksheet('花名册')?.getCell('M2').value ?? null).toBe(null)
  })
  test('a sheet without the columns is told which are missing; one of something else what stands in it', async () => {
    const lacking = await lookedThrough(world, banner.department, 'PEOPLE', books.lacking as Buffer)
    expect(lacking).toMatchObject({
      state: 'FAILED',
      message: expect.stringContaining('缺少必填的栏目：所在单位'),
    })
    const something = await lookedThrough(world, banner.department, 'PEOPLE', books.other as Buffer)
    expect(something.message).toContain('前15行里有“日期、金额”')
    expect((await as(world, banner.department, discardImport, { params: { id: lacking.id } })).status).toBe(
      200,
    )
    expect((await importOf(world, banner.department, lacking.id)).state).toBe('CANCELLED')
  })
})

test('whoever changes the register between looking and writing makes it be looked at again', async () => {
  const sheet = books.late
  const found = await lookedThrough(world, banner.department, 'PEOPLE', sheet as Buffer)
  const twin = await lookedThrough(world, banner.department, 'PEOPLE', sheet as Buffer)
  await written(world, banner.department, twin.id)
  const late = await written(world, banner.department, found.id)
  expect(late).toMatchObject({ state: 'FAILED', message: expect.stringContaining('请重新检查') })
  expect(await world.owner(`select 1 from person where name = '郑七'`)).toHaveLength(1)
  const { answer } = await as(world, banner.department, checkImport, { params: { id: found.id } })
  await runAsked(world, banner.department, answer.errandId)
  expect((await importOf(world, banner.department, found.id)).counts).toMatchObject({ same: 1 })
})

test('who stops the writing gets everything taken back, and may confirm again', async () => {
  const sheet = books.stopped
  const found = await lookedThrough(world, banner.department, 'PEOPLE', sheet as Buffer)
  const { answer } = await as(world, banner.department, confirmImport, {
    params: { id: found.id },
    body: { mode: 'ALL' },
  })
  await as(world, banner.department, cancelErrand, { params: { id: answer.errandId } })
  await runAsked(world, banner.department, answer.errandId)
  expect(await importOf(world, banner.department, found.id)).toMatchObject({
    state: 'CHECKED',
    can: ['confirm', 'check', 'discard'],
  })
  expect(await world.owner(`select 1 from person where name = '王八'`)).toHaveLength(0)
  await written(world, banner.department, found.id)
  expect(await world.owner(`select 1 from person where name = '王八'`)).toHaveLength(1)
})

test('a template brings its example to nobody, and is read by its own names', async () => {
  for (const kind of ['UNITS', 'PEOPLE'] as const) {
    const { bytes } = await as(world, banner.department, takeTemplate, { query: { kind } })
    given[kind] = bytes
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as never)
    expect(book.worksheets.map((sheet) => [sheet.name, sheet.state])).toEqual([
      ['填表', 'visible'],
      ['选项', 'hidden'],
      ['填写说明', 'visible'],
    ])
    const found = await lookedThrough(world, banner.department, kind, bytes)
    expect(found.message).toContain('没有数据')
  }
})

test('LibreOffice opens what is given out: remarks in their rows, drop-downs in their columns', async () => {
  expect(Object.keys(given).sort()).toEqual(['PEOPLE', 'UNITS', 'returned'])
  const opened = convertedByOffice(given, 'xlsx', 'xlsx')
  const sheetOf = async (name: string, sheet: string) => {
    const book = new exceljs.Workbook()
    await book.xlsx.load(opened[name] as never)
    return book.getWorksheet(sheet)
  }
  const returned = await sheetOf('returned', '花名册')
  expect(returned?.getCell('L9').text).toContain('没有“酋长”这个职务')
  expect((returned?.getCell('K9').fill as { fgColor: { argb: string } } | undefined)?.fgColor.argb).toBe(
    'FFFFC7CE',
  )
  for (const [kind, heading, listed] of [
    ['UNITS', '单位名称', 'E'],
    ['PEOPLE', '所在单位', 'E'],
  ] as const) {
    const sheet = await sheetOf(kind, '填表')
    expect(sheet?.getCell('C2').text).toContain(heading)
    expect(sheet?.getCell(`${listed}5`).dataValidation?.type).toBe('list')
  }
}, 120_000)
