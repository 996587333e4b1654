/** The four frames of a page: inside the shell, as large as the screen, open to anyone, and lost. All wear the design. */
import { Outlet, useMatches } from '@tanstack/react-router'
import { NoRight, NotFound } from '../ui/States.tsx'
import { Look } from './Look.tsx'
import { useMe } from './me.ts'
import { mayOpen } from './menu.ts'
import { OpenHead } from './OpenHead.tsx'
import type { PageRoute } from './page-route.ts'
import { Shell } from './Shell.tsx'

export function ShellFrame() {
  return (
    <Look>
      <Shell />
    </Look>
  )
}

export function WholeFrame() {
  const me = useMe()
  const page = (useMatches().at(-1)?.staticData as { page?: PageRoute } | undefined)?.page
  return <Look>{me && page && !mayOpen(page, me.can) ? <NoRight /> : <Outlet />}</Look>
}

export function OpenFrame() {
  return (
    <Look>
      <OpenHead />
      <main className="xh-open">
        <Outlet />
      </main>
    </Look>
  )
}

export function LostFrame() {
  return (
    <Look>
      <OpenHead />
      <main className="xh-open">
        <NotFound />
      </main>
    </Look>
  )
}
