/** Large parts of the kit that a page can be painted without: each is fetched when it is first needed. */
import { Input, Skeleton } from 'antd'
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'

function late<Props extends object>(load: () => Promise<ComponentType<Props>>, meanwhile: ReactNode) {
  const Part = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>
  return (props: Props) => (
    <Suspense fallback={meanwhile}>
      <Part {...props} />
    </Suspense>
  )
}
/** Fetched at once, beside the rows that it will show; the page's head and filters do not wait for it. */
const table = import('./table/DataTable.tsx')
table.catch(() => {})
const rows = <Skeleton active title={false} paragraph={{ rows: 8 }} />
export const DataTable = late(async () => (await table).DataTable as ComponentType<object>, rows) as Table
type Table = typeof import('./table/DataTable.tsx').DataTable

const field = <Input disabled aria-label="载入中" />
const pictures = <Skeleton.Node active style={{ width: 88, height: 88 }} />

export const DayInput = late(async () => (await import('./days.tsx')).DayInput, field)
export const DayRangeInput = late(async () => (await import('./days.tsx')).DayRangeInput, field)
export const Upload = late(async () => (await import('./Upload.tsx')).Upload, pictures)
export const HoldFiles = late(async () => (await import('./Upload.tsx')).HoldFiles, pictures)
export const Files = late(async () => (await import('./Upload.tsx')).Files, pictures)
