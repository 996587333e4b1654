/** A village in which something of everything has happened, made by the acts themselves: what the access matrix knocks at. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as awards from '@xinghe/contract/award'
import * as circulars from '@xinghe/contract/circulars'
import { applyExemptions } from '@xinghe/contract/declarations'
import * as notices from '@xinghe/contract/notices'
import * as papers from '@xinghe/contract/papers'
import * as points from '@xinghe/contract/points'
import * as removals from '@xinghe/contract/removals'
import * as slips from '@xinghe/contract/slips'
import { nameSubstitute } from '@xinghe/contract/substitutions'
import { localDate } from '@xinghe/contract/values'
import { enterWeak } from '@xinghe/contract/weak'
import * as yearEnd from '@xinghe/contract/year-end'
import exceljs from 'exceljs'
import sharp from 'sharp'
import { beginErrand, type ErrandTable, runErrand, setErrandDir } from '../src/errands/index.ts'
import { setFilesDir, uploadFile } from '../src/files/index.ts'
import { beginImport } from '../src/imports/begin-import.ts'
import { errandKinds as importing, setImportDir } from '../src/imports/index.ts'
import { keepPastResults } from '../src/stars/index.ts'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
} from './given.ts'
import { givenDeclared } from './given-stars.ts'
import { at, givenAssessed, givenDetermined, givenPoints } from './given-year-end.ts'
import { type Reply, send, type World } from './world.ts'

/** Who raised the objection, by name and by telephone. */
export const complainant = /哈斯巴根|13847912345/
let filesDir: string | undefined
let errandDir: string | undefined
function answered<A>({ status, answer, error }: Reply<A>): A {
  if (status !== 200) throw new Error(`not prepared: ${status} ${JSON.stringify(error)}`)
  return answer
}

/** Long work of each, done but for the last one's, which waits. */
async function givenErrands(world: World, people: readonly GivenPerson[]): Promise<void> {
  setErrandDir((errandDir ??= mkdtempSync(join(tmpdir(), 'xinghe-errands-'))))
  for (const [index, person] of people.entries()) {
    const { errandId: id } = await act(world, person, (tx, by) =>
      beginErrand(tx, by, { kind: 'test.file', title: '试办', input: {} }),
    )
    if (index === people.length - 1) continue
    const kinds: ErrandTable = {
      'test.file': async ({ keepFile }) => {
        await keepFile('试办.txt', 'text/plain', Buffer.from('试办'))
        return undefined
      },
    }
    await runErrand(world.db, kinds, { regionId: person.regionId, id }, () => world.clock.now())
  }
}

/**
 * The first village of the township (of the first, when none is named) in January 2027: books with slips, entries, a veto and an exemption; the
 * organisations determined and under notice with an objection; the members confirmed, awarded and used.
 */
export async function givenWholeYear(
  world: World,
  banner: GivenRegion,
  east = banner.townships[0] as GivenTownship,
): Promise<void> {
  const village = east.villages[0] as GivenVillage
  const [first, second] = village.members as [GivenPerson, GivenPerson]
  at(world, '2026-03-20')
  setFilesDir((filesDir ??= mkdtempSync(join(tmpdir(), 'xinghe-access-'))))
  await givenDeclared(world, banner, east)
  const books = await world.owner(
    `select id, coalesce(person_id, village_id) as key, category, path from book where region_id = $1 and starts_with(path, $2) order by path, book_no`,
    [banner.regionId, east.path],
  )
  const book = (key: string) => books.find((one) => one.key === key)?.id as string

  // What was on paper: the year before, of every village and of some members.
  await act(world, east.clerk, (tx, by) =>
    keepPastResults(
      tx,
      by,
      east.villages.flatMap(({ id, name, members }) =>
        [null, ...members.slice(0, 3)].map((member) => ({
          year: 2025,
          subject: member ? ('MEMBER' as const) : ('ORG' as const),
          villageId: id,
          personId: member?.id ?? null,
          name: member?.name ?? name,
          level: 8,
          class: null,
          docNo: '〔2026〕3号',
          noticedOn: null,
        })),
      ),
    ),
  )
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a00' } })
    .jpeg()
    .toBuffer()
  // A sheet that was looked through, with a fault in it: of the clerk, and of the department.
  setErrandDir(join(filesDir, 'errands'))
  setImportDir(join(filesDir, 'imports'))
  const sheet = new exceljs.Workbook()
  sheet.addWorksheet('花名册').addRows([
    ['所在单位', '姓名'],
    [village.name, '某某'],
    ['没有的嘎查', '某某'],
  ])
  const people = new Uint8Array(await sheet.xlsx.writeBuffer())
  for (const person of [east.clerk, ...(east === banner.townships[0] ? [banner.department] : [])]) {
    const { errandId: id } = await act(world, person, (tx, by) =>
      beginImport(tx, by, {
        kind: 'PEOPLE',
        file: { name: '花名册.xlsx', mime: '', bytes: people },
      }),
    )
    await runErrand(world.db, importing, { regionId: person.regionId, id }, () => world.clock.now())
  }
  for (const person of [first, village.clerk])
    await act(world, person, (tx, by) =>
      uploadFile(tx, by, { file: { name: '会议记录.jpg', mime: 'image/jpeg', bytes } }),
    )
  await givenErrands(world, [banner.department, east.clerk, village.secretary])
  const enter = (person: GivenPerson, bookId: string, day: string, submit: boolean) =>
    as(world, person, slips.enterSlips, {
      body: {
        slips: [
          { factOn: localDate(day), reason: '参加支部党课', lines: [{ bookId, ruleCode: '1.1' }] },
        ] as never,
        submit,
      },
    }).then(answered)
  await enter(first, book(first.id), '2026-03-02', true)
  await enter(village.clerk, book(first.id), '2026-03-09', false)
  await enter(village.clerk, book(second.id), '2026-03-16', true)
  // A page on paper, on which the clerk has begun to type.
  const { ids: paper } = answered(
    await as(world, village.clerk, papers.printPaperSheets, {
      body: { kind: 'RECORD', year: 2026, quarter: 1, villageIds: [], bookIds: [book(first.id)] },
    }),
  )
  answered(
    await as(world, village.clerk, papers.saveKeying, {
      params: { id: paper[0] as string },
      body: { lines: [{ no: 1, cells: { on: '3.3', reason: '参加支部党课' } }], total: '', done: false },
    }),
  )
  await givenPoints(world, east, book(first.id), [10, 10, 10, 10, 10, 10, 10, 10, 10, 10])
  await givenPoints(world, east, book(village.id), [10, 10, 10, 10, 10, 10, 10, 10, 8, 8])
  answered(
    await as(world, east.clerk, points.recordVeto, {
      body: {
        bookId: book(second.id),
        ruleCode: '否1',
        reason: '受到党内警告处分',
        happenedOn: localDate('2026-03-01'),
        fileIds: [],
      },
    }),
  )
  const old = books.find((one) => one.category === 'OLD_OR_ILL' && one.path === village.path)?.id as string
  answered(
    await as(world, village.clerk, applyExemptions, {
      body: {
        applications: [{ bookId: old, reasonKind: 'LONG_ILL', reason: '长期卧床' }],
        fileIds: [],
      },
    }),
  )

  at(world, '2027-01-05')
  await givenAssessed(world, east)
  await givenDetermined(world, east, 'ORG')
  await givenDetermined(world, east, 'MEMBER')
  const [org, member] = (
    await world.owner(
      `select id from determination where region_id = $1 and township_id = $2 order by subject desc`,
      [banner.regionId, east.id],
    )
  ).map((row) => row.id as string) as [string, string]
  answered(
    await as(world, east.clerk, yearEnd.publishYearNotice, {
      body: { determinationIds: [member], contact: '镇党委组织委员 0479-1234567' },
    }),
  )
  at(world, '2027-01-18')
  answered(await as(world, east.clerk, yearEnd.closeYearNotices, { body: { determinationIds: [member] } }))
  answered(
    await as(world, east.secretary, yearEnd.fileResults, {
      body: { determinationIds: [member], docNo: '〔2027〕1号' },
    }),
  )
  answered(
    await as(world, banner.department, yearEnd.confirmResults, { body: { determinationIds: [member] } }),
  )
  for (const person of [east.clerk, banner.department])
    answered(await as(world, person, circulars.draftCircular, { body: { year: 2026, subject: 'MEMBER' } }))
  answered(
    await as(world, banner.department, awards.orderDoorPlates, {
      body: {
        bookIds: [book(first.id)],
        costFen: 6000 as never,
        fundSource: 'PARTY_DUES',
        orderedOn: localDate('2027-01-18'),
      },
    }),
  )
  // The department awards all townships at once; here one member's result is made to be in force.
  await world.owner(`update rating set state = 'IN_FORCE' where book_id = $1`, [book(first.id)])
  answered(
    await as(world, east.clerk, removals.proposeRemoval, {
      body: { bookId: book(first.id), toLevel: 8, basis: 'SLIPPED', reason: '无故不参加组织生活' },
    }),
  )
  answered(
    await as(world, east.clerk, awards.recordUses, {
      body: {
        bookIds: [book(first.id)],
        kind: 'HONOUR',
        basisDoc: '〔2027〕2号',
        decidedOn: localDate('2027-01-18'),
      },
    }),
  )
  answered(
    await as(world, east.clerk, yearEnd.publishYearNotice, {
      body: { determinationIds: [org], contact: '镇党委组织委员 0479-1234567' },
    }),
  )
  answered(
    await as(world, east.clerk, enterWeak, {
      body: { villageId: village.id, reason: '书记长期不在岗' },
    }),
  )
  const [seat] = await world.owner('select id from post_holding where region_id = $1 and person_id = $2', [
    banner.regionId,
    village.secretary.id,
  ])
  // In days to come, so that nobody is in another post than the tests give him.
  answered(
    await as(world, village.secretary, nameSubstitute, {
      body: {
        holdingId: seat?.id as string,
        personId: village.clerk.id,
        firstOn: localDate('2027-02-01'),
        lastOn: localDate('2027-02-05'),
        reason: '外出学习',
      },
    }),
  )
  const [running] = await world.owner(`select public_code from notice where source_id = $1`, [org])
  answered(
    await send(world, '', notices.raiseObjection, {
      params: { code: running?.public_code as string },
      body: { seq: 1, name: '哈斯巴根', contact: '13847912345', content: '防火值守的三分没有记上' },
    }),
  )
}
