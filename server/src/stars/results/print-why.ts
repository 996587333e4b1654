import type { Download } from '@xinghe/contract/download'
import { adjustName } from '@xinghe/contract/points'
import type { getWhy as getRoute, printWhy as route } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { takenBy } from '@xinghe/contract/taken-by'
import { formatDay, formatInstant, formatPoints } from '@xinghe/contract/values'
import { starColours, starKinds } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { type LitColour, type WhyData, type WhyEntry, whyPdf } from '../../print/index.ts'
import { getWhy, whysOfBooks } from './get-why.ts'

type Why = AnswerIn<typeof getRoute>
const litOf = (colour: string | undefined): LitColour | undefined =>
  (({ G: 'GOLD', S: 'SILVER', R: 'RED', N: 'PLAIN' }) as const)[colour as 'G'] as LitColour | undefined

function sheetOf(why: Why, by: Actor): WhyData {
  const reversals = new Map(
    why.entries.filter((entry) => entry.status === 'REVERSAL').map((entry) => [entry.refersTo, entry]),
  )
  const entries = why.entries
    .filter((entry) => entry.status !== 'REVERSAL')
    .map((entry): WhyEntry => {
      const reversal = reversals.get(entry.id)
      return {
        on: formatDay(entry.factOn),
        reason: entry.reason,
        rule: entry.ruleCode,
        ruleText: entry.content,
        ruleVersion: entry.versionTitle,
        claimed: formatPoints(entry.claimed),
        counted: formatPoints(entry.counted),
        capNote: entry.counted === entry.claimed || entry.status === 'RECOUNT' ? undefined : '按上限计入',
        evidence: entry.evidence.map((file) => file.name),
        enteredBy: entry.enteredBy,
        confirmedBy: entry.confirmedBy ?? undefined,
        checkedBy: entry.checkedBy ?? undefined,
        reversed: reversal && {
          on: formatInstant(reversal.postedAt),
          by: reversal.enteredBy,
          reason: reversal.reason,
        },
      }
    })
  const capped = why.rules.filter((rule) => rule.claimed !== rule.counted)
  return {
    subject: why.name,
    township: why.townshipName,
    year: `${why.year}年度`,
    starName: why.star.name,
    starGroup: starKinds[why.star.kind],
    stars: Array.from({ length: 10 }, (_, index) => ({
      name: why.stars.find((star) => star.slot === index + 1)?.name ?? '',
      lit: litOf(why.colours[index]),
    })),
    position: why.slot,
    lit: litOf(why.colour),
    points: formatPoints(why.points),
    lightAt: formatPoints(why.lightAt),
    arithmetic: [
      ...why.rules
        .filter((rule) => rule.counted !== 0)
        .map((rule) => ({ text: `${rule.code} ${rule.content}`, points: formatPoints(rule.counted) })),
      ...why.entries
        .filter((entry) => entry.kind === 'ADJUST')
        .map((entry) => ({
          text: `${adjustName(entry.ruleCode)}：${entry.reason}`,
          points: formatPoints(entry.counted),
        })),
      { text: '本星积分合计', points: formatPoints(why.points) },
    ],
    entries,
    caps: capped.map(
      (rule) => `${rule.code} 申报${formatPoints(rule.claimed)}分，按上限计入${formatPoints(rule.counted)}分`,
    ),
    missing: [
      ...(why.missing > 0 ? [`再得${formatPoints(why.missing)}分可点亮本星`] : []),
      ...(why.missing === 0
        ? why.nextColours.map(
            ({ missing, colour }) => `再得${formatPoints(missing)}分可达${starColours[colour]}`,
          )
        : []),
    ],
    ledgerCode: why.headCode,
    printed: takenBy(by, by.now, '打印'),
  }
}

/** All stars of these books, book by book. */
export const whysToPrint = async (tx: ReadTx, by: Actor, bookIds: readonly string[]) =>
  (await whysOfBooks(tx, by, bookIds)).map((why) => ({
    title: `${why.name} ${why.star.name}`,
    data: sheetOf(why, by),
  }))

/** The why sheet of one star: one page to hand over the counter or pin to the notice board. */
export async function printWhy(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<Download> {
  const why = await getWhy(tx, by, input)
  return {
    bytes: whyPdf(sheetOf(why, by), by.now),
    mime: 'application/pdf',
    name: `星级依据说明-${why.name}-${why.star.name}.pdf`,
    inline: true,
  }
}
