/** 定标报星 and 免评. */
import {
  declarationStates,
  type Exemption,
  exemptionReasons,
  exemptionStates,
  listDeclarations,
  listExemptions,
  type SheetHead,
} from '../declarations.ts'
import { formatDay } from '../values.ts'
import { subjects } from '../words.ts'
import { listOf } from './list.ts'

/** '12/15，免评 1' */
export const filledOf = (row: SheetHead): string =>
  `${row.filled}/${row.needed}${row.exempt ? `，免评 ${row.exempt}` : ''}`
export const meetingOf = ({ resolution }: SheetHead): string | null =>
  resolution ? `${formatDay(resolution.on)} 实到${resolution.attended}/应到${resolution.entitled}` : null

export const declarationsList = listOf<typeof listDeclarations, SheetHead>('declarations', listDeclarations, {
  title: ({ year }) => `${year}年定标报星`,
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'villageName', title: '嘎查村', width: 160 },
    { key: 'townshipName', title: '苏木镇', width: 130 },
    { key: 'subject', title: '对象', width: 90, value: (row) => subjects[row.subject] },
    { key: 'state', title: '状态', width: 170, value: (row) => declarationStates[row.state] },
    { key: 'filled', title: '已报/应报', width: 140, value: filledOf },
    { key: 'meeting', title: '会议决议', width: 240, value: meetingOf },
    { key: 'submittedAt', title: '提交', kind: 'day', width: 130 },
    { key: 'confirmedByName', title: '确认人', width: 110 },
    { key: 'publishedOn', title: '村内公布', kind: 'day', width: 130 },
  ],
})

export const exemptionsList = listOf<typeof listExemptions, Exemption>('exemptions', listExemptions, {
  title: ({ year }) => `${year}年免评审批`,
  rows: (answer) => answer.rows,
  about: (row) => ({ bookId: row.bookId }),
  columns: () => [
    { key: 'personName', title: '党员', width: 110 },
    { key: 'villageName', title: '嘎查村', width: 150 },
    { key: 'townshipName', title: '苏木镇', width: 130 },
    { key: 'reasonKind', title: '事由', width: 140, value: (row) => exemptionReasons[row.reasonKind] },
    { key: 'reason', title: '说明', width: 260 },
    { key: 'state', title: '状态', width: 110, value: (row) => exemptionStates[row.state] },
    { key: 'appliedOn', title: '申请日期', kind: 'day', width: 130 },
    { key: 'decidedByName', title: '审批人', width: 110 },
    { key: 'decidedOn', title: '审批日期', kind: 'day', width: 130 },
  ],
})
