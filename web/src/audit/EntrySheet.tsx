/** One entry: who, from where, and what stood before and after. */
import type { AuditRow } from '@xinghe/contract/audit'
import { type Column, DataTable, Facts, type Sheet, SideSheet } from '../ui/index.ts'
import { instant, outcome, postOf } from './words.tsx'
import './audit.css'

type Change = AuditRow['changed'][number]
const columns: Column<Change>[] = [
  { key: 'field', title: '项目', width: 140, always: true },
  { key: 'before', title: '修改前', width: 200, always: true },
  { key: 'after', title: '修改后', width: 200, always: true },
]

export interface EntrySheetProps {
  row: AuditRow | undefined
  side: Sheet<AuditRow>['side']
  title: string | undefined
}
export function EntrySheet({ row, side, title }: EntrySheetProps) {
  return (
    <SideSheet {...side} title={title} width={560}>
      {row ? (
        <>
          <Facts
            items={[
              { label: '时间', value: instant(row.at) },
              { label: '结果', value: outcome(row) },
              { label: '岗位和单位', value: postOf(row) },
              { label: '来源地址', value: row.address ?? '系统内部' },
              { label: '对象', value: row.subject },
              { label: '编号', value: row.traceId },
              { label: '封签', value: row.sealNo ? `第${row.sealNo}号` : '未封，一分钟内封' },
              ...(row.note ? [{ label: '说明', value: row.note, wide: true }] : []),
              ...row.facts.map(({ name, value }) => ({ label: name, value, wide: value.length > 24 })),
            ]}
          />
          {row.changed.length > 0 ? (
            <div className="au-changes">
              <DataTable
                columns={columns}
                rows={row.changed}
                rowKey={(one) => one.field}
                paging={false}
                sticky={false}
              />
            </div>
          ) : null}
        </>
      ) : null}
    </SideSheet>
  )
}
