/** Chapter three: villages and members declare their aims and pick two electives; the township confirms. */
import { exampleScheme } from '../contract/src/example-schemes.ts'
import { localDate } from '../contract/src/values.ts'
import { confirmSheets, publishSheets, saveSheets, submitSheets } from '../server/src/stars/index.ts'
import type { Aim } from './deeds.ts'
import { acts, at, type DemoTown, inLanes, reads, type Story } from './story.ts'

export interface BookPlan {
  bookId: string
  personId: string | null
  villageId: string
  category: string | null
  electives: [string, string] | undefined
  aim: Aim
}

/** Files the sheets of a year; fills in each plan's electives. */
export async function makeDeclarations(
  story: Story,
  year: number,
  plans: readonly BookPlan[],
): Promise<void> {
  const byVillage = Map.groupBy(plans, (plan) => plan.villageId)
  await inLanes(story.towns, async (town: DemoTown) => {
    const sheets = await reads(story, town.clerk, at(story, `${year}-01-05`), (tx, by) =>
      tx
        .selectFrom('declaration_sheet')
        .select(['id', 'village_id', 'subject'])
        .where('region_id', '=', by.regionId)
        .where('township_id', '=', town.id)
        .where('year', '=', year)
        .execute(),
    )
    for (const village of town.villages) {
      const own = sheets.filter((sheet) => sheet.village_id === village.id)
      const saved = own.map((sheet) => {
        const subject = sheet.subject as 'ORG' | 'MEMBER'
        const pool = exampleScheme(subject, town.plan.type)
          .stars.filter((star) => star.kind === 'ELECTIVE')
          .map((star) => star.code)
        const lines = (byVillage.get(village.id) ?? [])
          .filter(
            (plan) => (plan.personId === null) === (subject === 'ORG') && plan.category !== 'OLD_OR_ILL',
          )
          .map((plan) => {
            const [a, b] = story.random.shuffle(pool) as [string, string]
            plan.electives = [a, b]
            const level = plan.aim.lit.filter(Boolean).length
            return {
              bookId: plan.bookId,
              targetLevel: Math.min(10, level + story.random.between(0, 1)),
              electiveA: a,
              electiveB: b,
              targets: [],
            }
          })
        const entitled = village.members.length
        return {
          sheetId: sheet.id,
          lines,
          resolution: {
            on: localDate(`${year}-02-20`),
            entitled,
            attended: entitled - story.random.between(0, Math.floor(entitled / 6)),
            text: '党员大会讨论通过本年度报星目标和自选星。',
          },
        }
      })
      const ids = own.map((sheet) => sheet.id)
      if (ids.length === 0) continue
      await acts(story, village.clerk, at(story, `${year}-02-21`), (tx, by) =>
        saveSheets(tx, by, { sheets: saved }),
      )
      await acts(story, village.secretary, at(story, `${year}-02-24`), (tx, by) =>
        submitSheets(tx, by, { ids }),
      )
    }
    const ids = sheets.map((sheet) => sheet.id)
    await acts(story, town.clerk, at(story, `${year}-03-06`), (tx, by) => confirmSheets(tx, by, { ids }))
    for (const village of town.villages)
      await acts(story, village.secretary, at(story, `${year}-03-10`), (tx, by) =>
        publishSheets(tx, by, {
          ids: sheets.filter((sheet) => sheet.village_id === village.id).map((sheet) => sheet.id),
          on: localDate(`${year}-03-10`),
        }),
      )
  })
}
