import type { MenuPage } from './menu.ts'
import type { MenuGroup } from './page-route.ts'
import { To } from './To.tsx'

export interface SideMenuProps {
  groups: { group: MenuGroup; pages: MenuPage[] }[]
  place: MenuPage | undefined
  onGo?: () => void
}
export function SideMenu({ groups, place, onGo }: SideMenuProps) {
  return (
    <nav className="xh-side" aria-label="主菜单">
      {groups.map(({ group, pages }) => (
        <section key={group} aria-label={group}>
          {pages.length === 1 && pages[0]?.menu.label === group ? null : <h2>{group}</h2>}
          <ul>
            {pages.map(({ path, menu: { label, icon: Icon } }) => (
              <li key={path} data-here={path === place?.path || undefined}>
                <To to={path} onClick={onGo}>
                  <span className="xh-side-icon" aria-hidden="true">
                    {Icon ? <Icon /> : null}
                  </span>
                  {label}
                </To>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
