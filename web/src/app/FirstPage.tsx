/** The home of a post without a workbench: leads to the first place that it may open. */
import { Navigate } from '@tanstack/react-router'
import { Empty } from '../ui/States.tsx'
import type { MenuPage } from './menu.ts'

export function FirstPage({ groups }: { groups: readonly { pages: readonly MenuPage[] }[] }) {
  const first = groups[0]?.pages[0]
  return first ? (
    <Navigate to={first.path as never} replace />
  ) : (
    <Empty title="您的岗位目前没有可打开的页面" hint="请联系组织部核对岗位" />
  )
}
