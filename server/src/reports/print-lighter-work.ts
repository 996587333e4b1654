import type { Download } from '@xinghe/contract/download'
import type { printLighterWork as route } from '@xinghe/contract/lighter-work'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { lighterWorkPdf } from '../print/index.ts'
import { getLighterWork } from './lighter-work.ts'

const words = new Map([
  [true, '已做到'],
  [false, '需改进'],
  [null, '看数据'],
])

/** The self-check as a sheet for the file. */
export async function printLighterWork(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<Download> {
  const { area, year, quarter, rules, villages } = await getLighterWork(tx, by, input)
  const title = `${area}${year}年第${'一二三四'[quarter - 1]}季度减负自查表`
  const bytes = lighterWorkPdf(
    {
      title,
      rules: rules.map(({ demand, how, kept }) => ({ demand, how, kept: words.get(kept) as string })),
      villages: villages.map(({ townshipName, name, members, facts, twice }) => ({
        township: townshipName,
        name,
        members: String(members),
        facts: String(facts),
        twice: String(twice),
      })),
      printed: `${by.name} ${formatDay(by.today)}`,
    },
    by.now,
  )
  return { bytes, mime: 'application/pdf', name: `${title}.pdf`, inline: true }
}
