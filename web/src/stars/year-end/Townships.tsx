/** The county's view: where each township stands, and what it filed. */

import { assessedOf, differencesOf, yearEndList } from '@xinghe/contract/lists/year-end'
import type { AnswerOf } from '@xinghe/contract/route'
import { subjects } from '@xinghe/contract/words'
import { confirmResults, type DeterminationHead, type listYearEnd } from '@xinghe/contract/year-end'
import { useAct } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { To } from '../../app/To.tsx'
import { ActButton, DataTable, Figure, Figures, RowCard } from '../../ui/index.ts'
import { DeterminationTag, staleYearEnd } from './words.tsx'

type Township = AnswerOf<typeof listYearEnd>['townships'][number]
const heads = (townships: readonly Township[]) =>
  townships.flatMap(({ org, member }) =>
    [org, member].filter((one): one is DeterminationHead => one !== null),
  )

export function Townships({
  townships,
  year,
  onOpen,
}: {
  townships: Township[]
  year: number
  onOpen: (id: string) => void
}) {
  const confirm = useAct(confirmResults, {
    stale: staleYearEnd,
    done: ({ count }) => `已确认 ${count} 份评定结果，可以订制牌匾`,
  })
  const exports = useExport(yearEndList, { year })
  const all = heads(townships)
  const filed = all.filter((one) => one.can.includes('confirm'))
  const link = (one: DeterminationHead | null) =>
    one ? (
      <To to="/stars/determination/:id" params={{ id: one.id }}>
        <DeterminationTag state={one.state} />
      </To>
    ) : (
      <span className="xh-quiet">未启动</span>
    )
  const columns = columnsOf(
    yearEndList,
    { year },
    {
      name: { always: true },
      orgAssessed: { align: 'right' },
      org: { render: (row) => link(row.org) },
      memberAssessed: { align: 'right' },
      member: { render: (row) => link(row.member) },
    },
  )
  const count = (state: DeterminationHead['state']) => all.filter((one) => one.state === state).length
  return (
    <>
      <Figures>
        <Figure
          label="已启动"
          value={townships.filter((one) => one.org ?? one.member).length}
          unit={`/ ${townships.length} 个苏木镇`}
        />
        <Figure label="公示中" value={count('PUBLIC_NOTICE')} unit="份" />
        <Figure label="待旗级确认" value={count('FILED')} unit="份" />
        <Figure label="已确认" value={count('CONFIRMED')} unit="份" />
        <Figure
          label="与测算不一致"
          value={townships.reduce((sum, row) => sum + differencesOf(row), 0)}
          unit="项"
          note={
            <To to="/stars/differences" view={{ year }}>
              看差异报告
            </To>
          }
        />
      </Figures>
      <DataTable
        name={`${year}年终评定`}
        columns={columns}
        rows={townships}
        rowKey={(row) => row.townshipId}
        onOpen={(row) => onOpen(row.townshipId)}
        paging={false}
        exports={exports}
        lead={
          filed.length > 0 ? (
            <ActButton
              main
              confirm={`将确认 ${filed.map((one) => `${one.townshipName}${subjects[one.subject]}`).join('、')}的评定结果，共 ${filed.reduce((sum, one) => sum + one.rated, 0)} 项；确认后结果生效，可以订制牌匾。`}
              act={() => confirm.run({ body: { determinationIds: filed.map((one) => one.id) } })}
            >
              确认全部已上报的 {filed.length} 份
            </ActButton>
          ) : undefined
        }
        card={(row) => (
          <RowCard
            title={row.name}
            lines={[
              ['党组织', link(row.org)],
              ['党员', link(row.member)],
              ['已核定', `党组织 ${assessedOf(row.org)}，党员 ${assessedOf(row.member)}`],
              ['与测算不一致', `${differencesOf(row)} 项`],
            ]}
          />
        )}
        empty={{ title: '辖区内没有苏木镇' }}
      />
    </>
  )
}
