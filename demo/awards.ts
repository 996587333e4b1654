/** Chapter six: stars awarded, plaques hung, results used. */
import { fen, localDate } from '../contract/src/values.ts'
import {
  deliverPlaques,
  hangPlaques,
  orderDoorPlates,
  orderPlaques,
  recordUses,
} from '../server/src/stars/index.ts'
import { acts, at, inLanes, reads, type Story } from './story.ts'

export async function makeAwards(story: Story, year: number): Promise<void> {
  const day = (monthDay: string) => localDate(`${year + 1}-${monthDay}`)
  const results = await reads(story, story.department, at(story, day('02-10')), (tx, by) =>
    tx
      .selectFrom('rating as r')
      .innerJoin('book as b', (join) =>
        join.onRef('b.region_id', '=', 'r.region_id').onRef('b.id', '=', 'r.book_id'),
      )
      .select(['r.book_id', 'r.subject', 'r.final_level', 'b.category'])
      .where('r.region_id', '=', by.regionId)
      .where('r.year', '=', year)
      .orderBy('b.book_no')
      .execute(),
  )
  await acts(story, story.department, at(story, day('02-10')), (tx, by) =>
    orderPlaques(tx, by, {
      year,
      townshipIds: story.towns.map((town) => town.id),
      costFen: fen(26_000),
      fundSource: 'PARTY_DUES',
      orderedOn: day('02-10'),
    }),
  )
  const chosen = results
    .filter(
      (one) =>
        one.subject === 'MEMBER' && (one.final_level ?? 0) >= (one.category === 'CENTRAL_HOUSEHOLD' ? 9 : 10),
    )
    .slice(0, 96)
    .map((one) => one.book_id)
  await acts(story, story.department, at(story, day('02-12')), (tx, by) =>
    orderDoorPlates(tx, by, {
      bookIds: chosen,
      costFen: fen(4_800),
      fundSource: 'PARTY_DUES',
      orderedOn: day('02-12'),
    }),
  )
  const plaques = await reads(story, story.department, at(story, day('03-01')), (tx, by) =>
    tx
      .selectFrom('plaque')
      .select(['id', 'path', 'kind'])
      .where('region_id', '=', by.regionId)
      .where('year', '=', year)
      .orderBy('serial')
      .execute(),
  )
  await acts(story, story.department, at(story, day('03-01')), (tx, by) =>
    deliverPlaques(tx, by, { ids: plaques.map((plaque) => plaque.id), on: day('03-01') }),
  )
  await inLanes(story.towns, async (town) => {
    const own = plaques.filter((plaque) => plaque.path.startsWith(town.path))
    // The last few door plates still wait for their walls.
    const hung = own
      .filter((plaque, index) => plaque.kind === 'PLAQUE' || index < own.length - 2)
      .map((plaque) => plaque.id)
    await acts(story, town.clerk, at(story, day('03-06')), (tx, by) =>
      hangPlaques(tx, by, { ids: hung, on: day('03-06'), photoFileId: null }),
    )
  })
  const level = (test: (level: number) => boolean) =>
    results
      .filter((one) => one.subject === 'ORG' && one.final_level !== null && test(one.final_level))
      .map((one) => one.book_id)
  const use = (input: {
    bookIds: string[]
    kind: 'HONOUR' | 'PAY' | 'PAIRING' | 'WARNING'
    basisDoc: string
    amountFen?: number
    partnerBookId?: string
    note?: string
  }) =>
    acts(story, story.department, at(story, day('03-20')), (tx, by) =>
      recordUses(tx, by, {
        ...input,
        decidedOn: day('03-20'),
        amountFen: input.amountFen === undefined ? null : fen(input.amountFen),
        partnerBookId: input.partnerBookId ?? null,
        note: input.note ?? null,
      }),
    )
  await use({
    bookIds: level((one) => one === 10),
    kind: 'HONOUR',
    basisDoc: `关于表彰${year}年度“五个好”党组织的决定`,
  })
  await use({
    bookIds: level((one) => one >= 8),
    kind: 'PAY',
    basisDoc: `关于兑现${year}年度星级奖励的通知`,
    amountFen: 60_000,
  })
  const strong = level((one) => one === 10)
  const weak = level((one) => one <= 5)
  for (const [index, bookId] of weak.entries())
    await use({
      bookIds: [bookId],
      kind: 'PAIRING',
      basisDoc: `关于开展结对帮带的通知`,
      partnerBookId: strong[index % strong.length] as string,
      note: '强村带弱村',
    })
  await use({ bookIds: weak, kind: 'WARNING', basisDoc: `约谈提醒函` })
}
