import { type ImportCounts, type ImportRow, importGoesOn, importStates } from '@xinghe/contract/imports'
import { StateTag } from '../ui/index.ts'

const tones = {
  CHECKING: 'waiting',
  CHECKED: 'soon',
  WRITING: 'waiting',
  DONE: 'done',
  FAILED: 'late',
  CANCELLED: 'idle',
} as const
export const ImportTag = ({ state }: Pick<ImportRow, 'state'>) => (
  <StateTag tone={tones[state]}>{importStates[state]}</StateTag>
)
const countsInWords = ({ create, change, same, fault }: ImportCounts): string =>
  `新增${create}，更新${change}，不变${same}，有误${fault}`
/** What came of it in one line. */
export const cameOf = (row: ImportRow): string =>
  importGoesOn(row.state)
    ? ''
    : row.state === 'CHECKED' && row.counts
      ? countsInWords(row.counts)
      : (row.message ?? '')
