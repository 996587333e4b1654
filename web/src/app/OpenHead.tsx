import { Brand } from '../ui/Brand.tsx'
import { To } from './To.tsx'
import './shell.css'

/** The head of pages that need no sign-in: notices, the check of a plaque. */
export function OpenHead() {
  return (
    <header className="xh-openhead">
      <To to="/" aria-label="星河">
        <Brand />
      </To>
    </header>
  )
}
