/** Chapter eight: paper that is out in the first village, and what has come back of it. */
import type { KeyedLine } from '../contract/src/paper-lines.ts'
import { addDays, quarterOf, yearOf } from '../contract/src/values.ts'
import { printPaperSheets, saveKeying } from '../server/src/papers/index.ts'
import { setSetting } from '../server/src/work/index.ts'
import { acts, at, reads, type Someone, type Story } from './story.ts'

/** Days of the running quarter that are over, as a pen writes them. */
function penDays(story: Story, count: number): string[] {
  const days = Array.from({ length: count }, (_, back) => addDays(story.today, -2 * back - 1))
  return days
    .filter((day) => quarterOf(day) === quarterOf(story.today) && yearOf(day) === story.running)
    .map((day) => `${Number(day.slice(5, 7))}.${Number(day.slice(8, 10))}`)
}
const lineOf = (no: number, on: string, reason: string, rule: string, plus: string): KeyedLine => ({
  no,
  cells: { on, reason, rule, plus, proof: '签到表', recorder: '支部委员', signed: '1', confirmed: '1' },
})

export async function leavePapers(story: Story): Promise<void> {
  const village = story.towns[0]?.villages[0]
  const days = penDays(story, 3)
  // In the first days of a quarter nothing has come back yet.
  const [one, two] = days
  if (!village || !one || !two || yearOf(story.today) !== story.running) return
  const morning = at(story, addDays(story.today, -1))
  const books = await reads(story, village.clerk, story.now, (tx, by) =>
    tx
      .selectFrom('book')
      .select('id')
      .where('region_id', '=', by.regionId)
      .where('village_id', '=', village.id)
      .where('year', '=', story.running)
      .where('subject', '=', 'MEMBER')
      .where('exempt', '=', false)
      .orderBy('book_no')
      .offset(4)
      .limit(4)
      .execute(),
  )
  const print = (kind: 'RECORD' | 'VILLAGE_RECORD') =>
    acts(story, village.clerk, morning, (tx, by) =>
      printPaperSheets(tx, by, {
        kind,
        subject: 'MEMBER',
        year: story.running,
        quarter: quarterOf(story.today),
        villageIds: kind === 'RECORD' ? [] : [village.id],
        bookIds: kind === 'RECORD' ? books.map((book) => book.id) : [],
      }),
    )
  const key = (who: Someone, id: string | undefined, lines: KeyedLine[], total: string) =>
    id
      ? acts(story, who, story.now, (tx, by) =>
          saveKeying(tx, by, { id, lines, total, done: true, savedAt: null }),
        )
      : undefined
  const { ids } = await print('RECORD')
  await print('VILLAGE_RECORD')
  const lines = [
    lineOf(1, two, '参加草原防火宣传', '5.3', '1'),
    lineOf(2, one, '参加村集体草料储备', '2.3', '1'),
  ]
  await key(village.clerk, ids[0], lines, '2')
  // The county tried two keyers for a day: one sheet is left on which they differ.
  const double = (value: boolean) =>
    acts(story, story.department, story.now, (tx, by) =>
      setSetting(tx, by, { key: 'papers.double_entry', value }),
    )
  await double(true)
  await key(village.clerk, ids[1], lines, '2')
  await key(
    village.secretary,
    ids[1],
    [lines[0] as KeyedLine, lineOf(2, one, '参加村集体草料储备', '3.3', '0.5')],
    '1.5',
  )
  await double(false)
}
