import type { Download } from '@xinghe/contract/download'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { type exportWeak as route, weakStates } from '@xinghe/contract/weak'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { filledBy, workbook } from '../platform/workbook.ts'
import { weakRows } from './list-weak.ts'
import { rowOf } from './rows.ts'

const day = (on: string | null) => (on ? formatDay(on) : null)

/** The register as a workbook, by the filters of the screen. */
export async function exportWeak(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<Download> {
  const rows = (await weakRows(tx, by, input).limit(5000).execute()).map(rowOf)
  const title = `${input.listedYear ? `${input.listedYear}年` : ''}软弱涣散基层党组织整顿台账`
  return workbook(title, filledBy(by), [
    {
      name: '整顿台账',
      title,
      columns: [
        { title: '序号', width: 6, kind: 'number' },
        { title: '苏木镇', width: 16 },
        { title: '党组织', width: 24 },
        { title: '列入原因', width: 40 },
        { title: '列入日期', width: 16 },
        { title: '联系旗县领导', width: 14 },
        { title: '第一书记', width: 12 },
        { title: '结对帮扶单位', width: 20 },
        { title: '整顿期限', width: 16 },
        { title: '已报进展（月）', width: 12, kind: 'number' },
        { title: '最近验收得分', width: 12, kind: 'number' },
        { title: '销号日期', width: 16 },
        { title: '现状', width: 16 },
        { title: '经过', width: 60 },
      ],
      rows: rows.map((row, at) => [
        at + 1,
        row.townshipName,
        row.orgName,
        row.reasons.join('；'),
        day(row.listedOn),
        row.countyLeader,
        row.firstSecretary,
        row.pairedUnit,
        day(row.deadline),
        row.reported,
        row.lastScore,
        day(row.removedOn),
        weakStates[row.state],
        row.story,
      ]),
    },
  ])
}
