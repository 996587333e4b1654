/** The year end up to the step a test starts from, made by the acts themselves. */
import { localDate } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import { newId } from '../src/platform/ids.ts'
import { permit } from '../src/platform/permit.ts'
import { post } from '../src/points/index.ts'
import { assess, determine, openYearEnd, peerReview, selfAssess } from '../src/stars/index.ts'
import { act, type GivenTownship, type GivenVillage, signedOut } from './given.ts'
import type { World } from './world.ts'

export const at = (world: World, day: string) => {
  world.clock.set(`${day}T10:00:00+08:00`)
  signedOut(world)
}
/** Whole points on the stars of a book, in slot order, straight into the ledger. */
export const givenPoints = async (
  world: World,
  township: GivenTownship,
  bookId: string,
  points: readonly number[],
): Promise<void> => {
  const [book] = await world.owner('select version_id from book where id = $1', [bookId])
  await act(world, township.clerk, async (tx, by) => {
    permit(tx, by, 'entries.reverse', by.path)
    await post(
      tx,
      by,
      points.map((value, index) => ({
        bookId,
        slot: index + 1,
        versionId: book?.version_id as string,
        ruleCode: '结转',
        kind: 'ADJUST' as const,
        claimed: value * 100,
        factOn: '2026-06-30',
        quarter: 2,
        sourceKind: 'OPENING' as const,
        sourceId: newId(),
        reason: '测试积分',
        enteredBy: by.personId,
        enteredByName: by.name,
        confirmedByName: null,
        checkedByName: by.name,
      })),
    )
  })
}
export const bookOf = async (
  world: World,
  of: { villageId: string; subject: Subject; personId?: string },
  year = 2026,
): Promise<string> =>
  (
    await world.owner(
      `select id from book where village_id = $1 and subject = $2 and year = $3 and ($4::uuid is null or person_id = $4) order by book_no limit 1`,
      [of.villageId, of.subject, year, of.personId ?? null],
    )
  )[0]?.id as string
export const sheetOf = async (
  world: World,
  villageId: string,
  subject: Subject,
  year = 2026,
): Promise<string> =>
  (
    await world.owner('select id from year_end_sheet where village_id = $1 and subject = $2 and year = $3', [
      villageId,
      subject,
      year,
    ])
  )[0]?.id as string
export const determinationOf = async (
  world: World,
  townshipId: string,
  subject: Subject,
  year = 2026,
): Promise<string> =>
  (
    await world.owner('select id from determination where township_id = $1 and subject = $2 and year = $3', [
      townshipId,
      subject,
      year,
    ])
  )[0]?.id as string

export const aReview = {
  membersEntitled: 6,
  membersAttended: 5,
  representativesAttended: 3,
  votesSatisfied: 6,
  votesBasically: 1,
  votesDissatisfied: 1,
  grades: [],
}
export const aMeeting = {
  metOn: localDate('2027-01-05'),
  place: '镇党委会议室',
  chair: '主持人',
  entitled: 7,
  present: 6,
  votesFor: 5,
  votesAgainst: 0,
  votesAbstained: 1,
  minutes: '会议听取了考核组汇报。\n逐个审议。',
}

export const givenOpened = (world: World, township: GivenTownship, year = 2026) =>
  act(world, township.clerk, (tx, by) => openYearEnd(tx, by, { townshipId: township.id, year }))
/** A village has assessed itself and been reviewed, for both subjects. */
export async function givenReviewed(world: World, village: GivenVillage, year = 2026): Promise<string[]> {
  const ids = [
    await sheetOf(world, village.id, 'ORG', year),
    await sheetOf(world, village.id, 'MEMBER', year),
  ]
  await act(world, village.secretary, async (tx, by) => {
    await selfAssess(tx, by, {
      sheets: ids.map((sheetId) => ({ sheetId, text: '一年来的工作总结。', on: by.today })),
    })
    await peerReview(tx, by, { sheets: ids.map((sheetId) => ({ ...aReview, sheetId, on: by.today })) })
  })
  return ids
}
/** Every village of the township is assessed, its quarters closed. */
export async function givenAssessed(world: World, township: GivenTownship, year = 2026): Promise<void> {
  await givenOpened(world, township, year)
  const ids = (
    await Promise.all(township.villages.map((village) => givenReviewed(world, village, year)))
  ).flat()
  await act(world, township.group, (tx, by) =>
    assess(tx, by, { sheets: ids.map((sheetId) => ({ sheetId, note: '', changes: [], scores: [] })) }),
  )
  await world.owner(`update quarter set state = 'SEALED' where township_id = $1 and year = $2`, [
    township.id,
    year,
  ])
}
export const givenDetermined = (world: World, township: GivenTownship, subject: Subject, year = 2026) =>
  act(world, township.secretary, (tx, by) =>
    determine(tx, by, { ...aMeeting, metOn: by.today, townshipId: township.id, subject, year, changes: [] }),
  )
