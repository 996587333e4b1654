import type { Download } from '@xinghe/contract/download'
import type { InputOf } from '@xinghe/contract/route'
import { formatPoints } from '@xinghe/contract/values'
import type { exportWhatIf as route } from '@xinghe/contract/what-if'
import { colourModes, conversions, levelName, orgClasses } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { filledBy, workbook } from '../../platform/workbook.ts'
import { tried, withReasons } from './what-if.ts'

const number = (title: string, width = 9) => ({ title, width, kind: 'number' as const, sum: true })

/** The settings that are tried, as one line under the title. */
export function settingsLine(input: InputOf<typeof route>): string {
  const points = (value: number) => `${formatPoints(value)}分`
  const said = [
    input.conversion && conversions[input.conversion],
    input.lightAt !== undefined && `亮星${points(input.lightAt)}`,
    input.colourMode && `颜色${colourModes[input.colourMode]}`,
    input.redAt !== undefined && `红星${points(input.redAt)}`,
    input.silverAt !== undefined && `银星${points(input.silverAt)}`,
    input.goldAt !== undefined && `金星${points(input.goldAt)}`,
    input.classOneAt !== undefined && `一类${levelName(input.classOneAt)}`,
    input.classTwoAt !== undefined && `二类${levelName(input.classTwoAt)}`,
    input.yearEndWeight !== undefined && `年终考核占${input.yearEndWeight}%`,
  ].filter(Boolean)
  return said.length > 0 ? said.join('、') : '各镇现行设置'
}

/** Everybody who moves, with the reasons; and the figures by township. */
export async function exportWhatIf(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<Download> {
  const { year, figures, list } = await tried(tx, by, input)
  const rows = await withReasons(tx, by, year, list, { from: 0, to: list.length })
  const isOrg = input.subject === 'ORG'
  const what = `${input.year}年度${isOrg ? '嘎查村党组织' : '农牧民党员'}星级试算`
  const classes = (...columns: { title: string; width: number }[]) => (isOrg ? columns : [])
  return workbook(what, filledBy(by, { before: `试算设置：${settingsLine(input)}` }), [
    {
      name: '变动清单',
      title: `${what}变动清单（仅供研究，不作为评定结果）`,
      columns: [
        { title: '序号', width: 6, kind: 'number' },
        { title: '苏木镇', width: 14 },
        { title: '嘎查村', width: 16 },
        { title: isOrg ? '党组织' : '姓名', width: 24 },
        { title: '现星级', width: 10 },
        { title: '试算星级', width: 10 },
        ...classes({ title: '现类别', width: 8 }, { title: '试算类别', width: 8 }),
        { title: '原因', width: 70 },
      ],
      rows: rows.map((row, at) => [
        at + 1,
        row.townshipName,
        row.villageName,
        row.name,
        levelName(row.from.level),
        levelName(row.to.level),
        ...(isOrg
          ? [row.from.class ? orgClasses[row.from.class] : '', row.to.class ? orgClasses[row.to.class] : '']
          : []),
        row.reasons.join('；'),
      ]),
    },
    {
      name: '分镇汇总',
      title: `${what}分镇汇总（仅供研究，不作为评定结果）`,
      columns: [
        { title: '苏木镇', width: 18 },
        number('参评'),
        number('星级上升'),
        number('星级下降'),
        ...(isOrg ? [number('类别上升'), number('类别下降'), number('现一类'), number('试算一类', 10)] : []),
        number('只变颜色'),
      ],
      rows: figures.byTownship.map((one) => [
        one.name,
        one.total,
        one.up,
        one.down,
        ...(isOrg ? [one.classUp, one.classDown, one.oneFrom, one.oneTo] : []),
        one.colour,
      ]),
    },
  ])
}
