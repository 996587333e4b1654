/** The three frames of a page: inside the shell, open to anyone, and lost. All wear the design. */
import { Outlet } from '@tanstack/react-router'
import { NotFound } from '../ui/States.tsx'
import { Look } from './Look.tsx'
import { OpenHead } from './OpenHead.tsx'
import { Shell } from './Shell.tsx'

export function ShellFrame() {
  return (
    <Look>
      <Shell />
    </Look>
  )
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
