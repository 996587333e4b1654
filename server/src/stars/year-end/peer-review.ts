import type { InputOf } from '@xinghe/contract/route'
import { attendanceReached, type Review, type peerReview as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal, refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { dueDay } from './days.ts'
import { idsOf, type LoadedSheet, moveRatings, ofSheets, queueSheets, sheetsFor } from './load.ts'

/** The assembly of members and representatives reviewed the year: attendance, satisfaction vote, grade of each member. */
export async function peerReview(
  tx: Tx,
  by: Actor,
  { sheets: held }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(
    tx,
    by,
    held.map((one) => one.sheetId),
    'review',
  )
  for (const [index, one] of held.entries())
    refuseFaults(one, sheets[index] as LoadedSheet, `sheets.${index}`, by.today)
  const numbers = (of: (one: Review) => number) => held.map(of)
  await sql`
    update year_end_sheet s set state = 'PEER_REVIEWED', return_reason = null, review_on = n.day, members_entitled = n.entitled, members_attended = n.attended,
      representatives_attended = n.representatives, votes_satisfied = n.satisfied, votes_basically = n.basically, votes_dissatisfied = n.dissatisfied
    from unnest(${idsOf(sheets)}::uuid[], ${held.map((one) => one.on)}::date[], ${numbers((one) => one.membersEntitled)}::int[],
      ${numbers((one) => one.membersAttended)}::int[], ${numbers((one) => one.representativesAttended)}::int[], ${numbers((one) => one.votesSatisfied)}::int[],
      ${numbers((one) => one.votesBasically)}::int[], ${numbers((one) => one.votesDissatisfied)}::int[])
      as n (id, day, entitled, attended, representatives, satisfied, basically, dissatisfied)
    where s.region_id = ${by.regionId} and s.id = n.id`.execute(tx)
  await grade(tx, by, sheets, held)
  await moveRatings(tx, by, 'review', ofSheets(idsOf(sheets)))
  await audit(
    tx,
    by,
    'year_end.reviewed',
    sheets.map((sheet) => ({ path: sheet.path, subjectKind: 'year_end_sheet', subjectId: sheet.id })),
  )
  await queueSheets(tx, by, 'ASSESS', sheets, await dueDay(tx, by, 'assess'))
  return { count: sheets.length }
}

function refuseFaults(held: Review, sheet: LoadedSheet, field: string, today: string): void {
  const {
    membersEntitled: entitled,
    membersAttended: attended,
    representativesAttended,
    votesSatisfied,
    votesBasically,
    votesDissatisfied,
  } = held
  if (held.on > today) throw refuseField(`${field}.on`, '测评日期不能晚于今天')
  if (sheet.self_on && held.on < sheet.self_on) throw refuseField(`${field}.on`, '测评日期不能早于自评日期')
  if (attended > entitled) throw refuseField(`${field}.membersAttended`, '实到党员不能多于应到党员')
  if (!attendanceReached({ entitled, attended }))
    throw refuseField(
      `${field}.membersAttended`,
      `实到 ${attended} 人，没有超过应到 ${entitled} 人的三分之二，测评无效，请另行召开`,
    )
  const votes = votesSatisfied + votesBasically + votesDissatisfied
  const voters = attended + representativesAttended
  if (votes > voters)
    throw refuseField(`${field}.votesSatisfied`, `三项票数合计 ${votes} 票，多于到会的 ${voters} 人`)
  if (votes === 0) throw refuseField(`${field}.votesSatisfied`, '请填写测评票数')
}

/** 依据: 民主评议 of members yearly; whoever is not named is 合格. */
async function grade(
  tx: Tx,
  by: Actor,
  sheets: readonly LoadedSheet[],
  held: readonly Review[],
): Promise<void> {
  const members = sheets.filter((sheet) => sheet.subject === 'MEMBER')
  await sql`update rating r set review_grade = 'QUALIFIED' where r.region_id = ${by.regionId} and ${ofSheets(idsOf(members))}`.execute(
    tx,
  )
  const grades = held.flatMap((one) => one.grades.map((line) => ({ ...line, sheetId: one.sheetId })))
  if (grades.length === 0) return
  const graded = await sql`
    update rating r set review_grade = n.grade
    from unnest(${grades.map((one) => one.bookId)}::uuid[], ${grades.map((one) => one.grade)}::text[], ${grades.map((one) => one.sheetId)}::uuid[]) as n (book_id, grade, sheet_id),
      year_end_sheet s, book b
    where r.region_id = ${by.regionId} and r.book_id = n.book_id and s.region_id = r.region_id and s.id = n.sheet_id and s.subject = 'MEMBER'
      and s.village_id = r.village_id and s.subject = r.subject and s.year = r.year and b.region_id = r.region_id and b.id = r.book_id and not b.exempt`.execute(
    tx,
  )
  if (Number(graded.numAffectedRows) < new Set(grades.map((one) => one.bookId)).size)
    throw new Refusal('common.not_found')
}
