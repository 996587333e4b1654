/** Every list leaves as the user sees it: refusals, then the same rows in the same words, nothing more. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { categoryWords } from '@xinghe/contract/categories'
import { listErrands, takeErrandFile } from '@xinghe/contract/errands'
import { beginExport } from '@xinghe/contract/exports'
import { getMe } from '@xinghe/contract/identity'
import { exportKeys, mostAtOnce } from '@xinghe/contract/lists/list'
import { peopleList } from '@xinghe/contract/lists/org'
import { editPerson } from '@xinghe/contract/org'
import exceljs from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { givenWholeYear } from '../../test/given-whole-year.ts'
import { freshWorld } from '../../test/world.ts'
import { runErrand, setErrandDir } from '../errands/index.ts'
import { errandKinds } from './index.ts'
import { type AnyList, lists } from './lists.ts'

const world = await freshWorld()
const folder = mkdtempSync(join(tmpdir(), 'xinghe-exports-'))
let banner: GivenRegion
beforeAll(async () => {
  setErrandDir(folder)
  banner = await givenRegion(world, { members: 5 })
  await givenWholeYear(world, banner)
  const [member] = banner.townships[0]?.villages[0]?.members ?? []
  const edited = await as(world, banner.department, editPerson, {
    params: { id: member?.id as string },
    body: { name: member?.name as string, phone: '13847990011' },
  })
  expect(edited.status).toBe(200)
})

/** What each list is asked here, where it cannot be asked for nothing. */
async function askedOf(key: AnyList['key']): Promise<Record<string, unknown>> {
  const one = async (text: string) => (await world.owner(text))[0]?.id as string
  switch (key) {
    case 'determination':
      return { id: await one(`select id from determination where subject = 'ORG' and region_id = 1`) }
    case 'year-end-board':
      return { townshipId: banner.townships[0]?.id, year: 2026 }
    case 'star-winners':
      return { year: 2026, subject: 'MEMBER', kind: 'COMMON', star: '学习星', won: 'no' }
    case 'bonus-entries':
      return { year: 2026, subject: 'MEMBER', rule: '按时参加' }
    case 'burst-entries':
      return { year: 2026, quarter: 1 }
    case 'past-results':
      return { year: 2025, subject: 'ORG' }
    case 'hint-slips':
      return { year: 2026, which: 'returned' }
    case 'work':
      return { scope: 'area' }
    case 'year-entries':
      return { year: 2026, subject: 'MEMBER' }
    case 'books':
    case 'results':
      return { year: 2026, subject: 'MEMBER' }
    case 'people':
    case 'units':
    case 'weak':
    case 'weak-signals':
    case 'notices':
    case 'objections':
      return {}
    default:
      return { year: 2026 }
  }
}
type Table = {
  title: string
  head: string
  titles: string[]
  rows: (string | number)[][]
  sheet: exceljs.Worksheet
}
async function read(bytes: Buffer): Promise<Table> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as never)
  const sheet = book.worksheets[0] as exceljs.Worksheet
  const all: (string | number)[][] = []
  // A cell that holds nothing is none to the reader.
  sheet.eachRow((row) =>
    all.push(
      Array.from({ length: sheet.columnCount }, (_, at) => (row.getCell(at + 1).value ?? '') as string),
    ),
  )
  const rows = all.slice(3, -1)
  if (rows.at(-1)?.[0] === '合计') rows.pop()
  return {
    title: String(all[0]?.[0]),
    head: String(all[1]?.[0]),
    titles: (all[2] ?? []).map(String),
    rows,
    sheet,
  }
}
/** The list itself, through all its pages, as its own route answers it. */
async function shown(person: GivenPerson, list: AnyList, asked: Record<string, unknown>): Promise<unknown[]> {
  const rows: unknown[] = []
  for (let page = 1; ; page++) {
    const inParams = Object.keys(list.of.params?.shape ?? {})
    const part = (wanted: boolean) =>
      Object.fromEntries(Object.entries(asked).filter(([key]) => inParams.includes(key) === wanted))
    const { status, answer, error } = await as(
      world,
      person,
      list.of as never,
      {
        params: part(true),
        query: { ...part(false), ...(list.total && { page, size: 10 }) },
      } as never,
    )
    if (status !== 200) throw new Error(`${list.key}: ${JSON.stringify(error)}`)
    const found = list.rows(answer, list.route.query?.parse(asked))
    rows.push(...found)
    if (!list.total || found.length < 10) return rows
  }
}
const staff = (): GivenPerson[] => {
  const [east, west] = banner.townships
  return [banner.department, east?.clerk, west?.clerk, east?.villages[0]?.secretary] as GivenPerson[]
}
const shownAs = (kind: string | undefined, value: unknown): string | number => {
  if (value === null || value === undefined) return ''
  if (kind === 'points' || kind === 'money') return Number(value) / 100
  if (kind === 'number') return Number(value)
  if (kind === 'day') {
    const [year, month, day] = String(value).slice(0, 10).split('-').map(Number)
    return `${year}年${month}月${day}日`
  }
  return String(value)
}

/** This world has no doubtful rows, and no committee that decided otherwise than computed. */
const nothingHere = [
  ...['weak-signals', 'bonus-entries', 'burst-entries', 'hint-slips', 'same-photographs'],
  ...['differences', 'star-winners', 'changes'],
]

test('every list that is told of is there, once', () => {
  expect(lists.map(({ key }) => key).sort()).toEqual([...exportKeys].sort())
})
describe('not', () => {
  test('by a member, nor by an administrator', async () => {
    const member = banner.townships[0]?.villages[0]?.members[0] as GivenPerson
    for (const person of [member, banner.admin, banner.security, banner.auditor]) {
      expect((await as(world, person, peopleList.route, { query: {} })).error?.code).toBe(
        'common.not_allowed',
      )
      const begun = await as(world, person, beginExport, { body: { list: 'people', query: {} } })
      expect(begun.error?.code).toBe('common.not_allowed')
    }
  })
  test('a list that the person does not see', async () => {
    const clerk = banner.townships[0]?.villages[0]?.clerk as GivenPerson
    const signals = lists.find(({ key }) => key === 'weak-signals') as AnyList
    expect((await as(world, clerk, signals.route, {} as never)).error?.code).toBe('common.not_allowed')
    const begun = await as(world, clerk, beginExport, { body: { list: 'weak-signals', query: {} } })
    expect(begun.error?.code).toBe('common.not_allowed')
  })
  test('with filters that the list does not know', async () => {
    const body = { list: 'books', query: { year: 'x' } } as const
    expect((await as(world, banner.department, beginExport, { body })).error).toMatchObject({
      code: 'common.bad_input',
      fields: [{ path: 'query.year' }],
    })
  })
})

describe.each(lists.map((list) => [list.key, list] as const))('%s', (_, list) => {
  test('is what the list answers, in its words, to everybody what he sees', async () => {
    const asked = await askedOf(list.key)
    let seen = 0
    for (const person of staff()) {
      const reply = await as(world, person, list.route as never, { query: asked } as never)
      if (reply.status === 403 || reply.status === 404) continue
      expect(reply.status, JSON.stringify(reply.error)).toBe(200)
      const parsed = list.route.query?.parse(asked)
      const table = await read(reply.bytes)
      const columns = list.columns(parsed).filter(({ hidden }) => !hidden)
      expect(table.title).toBe(list.title(parsed))
      expect(table.head).toContain(`填报人：${person.name}`)
      expect(table.titles).toEqual(['序号', ...columns.map(({ title }) => title)])
      const rows = await shown(person, list, asked)
      expect(table.rows).toEqual(
        rows.map((row, at) => [
          at + 1,
          ...columns.map(({ key, kind, value }) =>
            shownAs(kind, value ? value(row, categoryWords) : (row as Record<string, unknown>)[key]),
          ),
        ]),
      )
      // No codes and no ids where words should stand.
      for (const cell of table.rows.flat())
        expect(String(cell)).not.toMatch(
          /^[A-Z]+_?[A-Z]{2,}$|[0-9a-f]{8}-[0-9a-f]{4}-|undefined|NaN|\[object/,
        )
      // Text columns are text cells, whatever their texts look like.
      columns.forEach(({ kind = 'text' }, at) => {
        if ((kind === 'text' || kind === 'day') && rows.length > 0)
          expect(table.sheet.getCell(4, at + 2).numFmt).toBe('@')
      })
      seen += rows.length
    }
    if (!nothingHere.includes(list.key)) expect(seen).toBeGreaterThan(0)
  })
})

test('the columns that are seen, in their order; a column that is not there is left out', async () => {
  const { bytes } = await as(world, banner.department, peopleList.route, {
    query: { columns: 'phone,posts,acts,name', who: 'members' },
  })
  const table = await read(bytes)
  expect(table.titles).toEqual(['序号', '电话', '职务', '姓名'])
  expect(table.title).toBe('党员名册')
  const phones = table.rows.map(([, phone]) => phone).filter((phone) => phone !== '')
  expect(phones).toEqual(['138****0011'])
})
test('sums are those of the rows', async () => {
  const list = lists.find(({ key }) => key === 'plaques') as AnyList
  const { bytes } = await as(
    world,
    banner.department,
    list.route as never,
    { query: { year: 2026 } } as never,
  )
  const { sheet, rows, titles } = await read(bytes)
  const at = titles.indexOf('费用（元）')
  const sum = sheet.getRow(4 + rows.length).getCell(at + 1)
  expect(rows.length).toBeGreaterThan(0)
  expect(sum.value).toBe(rows.reduce((total, row) => total + Number(row[at]), 0))
  expect(sum.numFmt).toBe('#,##0.00')
})
test('members read that they were among what was taken', async () => {
  await world.owner('truncate record_view')
  await as(world, banner.department, peopleList.route, { query: { who: 'members' } })
  const [{ count, people }] = (await world.owner(
    `select count(*)::int as count, (select count(*)::int from person p where region_id = 1 and id <> $1
       and exists (select 1 from membership m where m.region_id = 1 and m.person_id = p.id and m.last_on is null)) as people
     from record_view where what = 'EXPORT'`,
    [banner.department.id],
  )) as [{ count: number; people: number }]
  expect(count).toBe(people)
})

describe('in the background', () => {
  const run = (person: GivenPerson, id: string) =>
    runErrand(world.db, errandKinds, { regionId: person.regionId, id }, () => world.clock.now())

  test('the same workbook, as the same person; he takes it, nobody else', async () => {
    const clerk = banner.townships[0]?.clerk as GivenPerson
    const asked = { who: 'members', columns: 'name,phone' }
    const { answer } = await as(world, clerk, beginExport, { body: { list: 'people', query: asked } })
    await run(clerk, answer.errandId)
    const [errand] = (await as(world, clerk, listErrands)).answer.rows
    expect(errand).toMatchObject({
      title: '导出《党员名册》',
      state: 'DONE',
      file: { name: '党员名册.xlsx' },
    })
    const params = { id: answer.errandId }
    const late = await as(world, clerk, takeErrandFile, { params })
    const now = await as(world, clerk, peopleList.route, { query: { who: 'members', columns: 'name,phone' } })
    const [one, other] = [await read(late.bytes), await read(now.bytes)]
    expect(one.rows).toEqual(other.rows)
    expect(one.titles).toEqual(other.titles)
    expect(one.sheet.getCell('C4').numFmt).toBe('@')
    expect(errand?.message).toBe(`共${one.rows.length}行`)
    expect((await as(world, banner.department, takeErrandFile, { params })).status).toBe(404)
    // Taking it is written down as a download.
    const [trail] = await world.owner(
      `select count(*)::int as n from audit_entry where action = 'access.taken' and detail->>'route' like '%errands%' and person_id = $1`,
      [clerk.id],
    )
    expect(trail?.n).toBe(1)
  })
  test('a long list is not answered at once, and is whole afterwards', async () => {
    const village = banner.townships[1]?.villages[0]
    const clerk = banner.townships[1]?.clerk as GivenPerson
    await as(world, clerk, getMe)
    await world.owner(
      `insert into person (region_id, id, path, name, name_sort, created_at)
       select 1, gen_random_uuid(), $1, '长名单' || n, 'changmingdan', now() from generate_series(1, ${mostAtOnce + 600}) n`,
      [village?.path],
    )
    const query = { q: '长名单' }
    expect((await as(world, clerk, peopleList.route, { query })).error).toMatchObject({
      code: 'exports.large',
      message: expect.stringContaining(`${mostAtOnce + 600}行`),
    })
    const { answer } = await as(world, clerk, beginExport, { body: { list: 'people', query } })
    await run(clerk, answer.errandId)
    const { bytes } = await as(world, clerk, takeErrandFile, { params: { id: answer.errandId } })
    const { rows } = await read(bytes)
    expect(new Set(rows.map(([, name]) => name)).size).toBe(mostAtOnce + 600)
  })
})

test('an office program opens it; each printed page has the header, the foot and its number', async () => {
  await world.owner(
    `insert into person (region_id, id, path, name, name_sort, created_at)
     select 1, gen_random_uuid(), $1, '多页' || n, 'duoye', now() from generate_series(1, 90) n`,
    [banner.townships[1]?.villages[0]?.path],
  )
  const { bytes } = await as(world, banner.department, peopleList.route, { query: { q: '多页' } })
  const file = join(folder, '名册.xlsx')
  writeFileSync(file, bytes)
  const office = `-env:UserInstallation=file://${folder}/office`
  execFileSync('soffice', ['--headless', office, '--convert-to', 'pdf', '--outdir', folder, file], {
    stdio: 'pipe',
  })
  const pdf = join(folder, '名册.pdf')
  expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Page size:\s+841\.\d+ x 595/)
  const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    .split('\f')
    .slice(0, -1)
  const { rows } = await read(bytes)
  expect(pages.length).toBeGreaterThan(1)
  pages.forEach((page, at) => {
    const said = page.replace(/\s/g, '')
    expect(said).toContain('序号姓名单位党员类别')
    expect(said).toContain(`第${at + 1}页共${pages.length}页`)
    expect(said).toContain('导出，编号')
  })
  const text = pages.join('').replace(/\s/g, '')
  for (const [, name] of rows) expect(text).toContain(name)
  expect(text).not.toContain('###')
}, 180_000)
