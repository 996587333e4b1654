/** Stands at '/' until a capability brings a page of its own there: leads to the first place that I may open. */
import { Navigate } from '@tanstack/react-router'
import { Empty } from '../ui/States.tsx'
import { useMe } from './me.ts'
import { menuFor } from './menu.ts'
import { pages } from './pages.ts'

export default function HomePage() {
  const me = useMe()
  if (!me) return null
  const first = menuFor(pages, me.can)[0]?.pages[0]
  return first ? (
    <Navigate to={first.path as never} replace />
  ) : (
    <Empty title="您的岗位目前没有可打开的页面" hint="请联系组织部核对岗位" />
  )
}
