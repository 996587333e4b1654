import { type MenuGroup, type MenuPlace, menuGroups, type PageRoute } from './page-route.ts'

export type MenuPage = PageRoute & { menu: MenuPlace }
export const mayOpen = (page: PageRoute, can: readonly string[]): boolean => {
  const action = page.action ?? page.menu?.action
  return !action || can.includes(action)
}

/** What I may open, by groups in their fixed order; empty groups are left out. */
export function menuFor(
  pages: readonly PageRoute[],
  can: readonly string[],
): { group: MenuGroup; pages: MenuPage[] }[] {
  const shown = pages.filter((page): page is MenuPage => page.menu !== undefined && mayOpen(page, can))
  return menuGroups
    .map((group) => ({
      group,
      pages: shown
        .filter((page) => page.menu.group === group)
        .sort((one, other) => one.menu.order - other.menu.order),
    }))
    .filter((entry) => entry.pages.length > 0)
}

/** The three places of the phone's bottom bar: those that ask for it, then the first of each group. */
export function phonePlaces(groups: { pages: MenuPage[] }[]): MenuPage[] {
  const all = groups.flatMap((entry) => entry.pages)
  const asked = all
    .filter((page) => page.menu.phone !== undefined)
    .sort((one, other) => (one.menu.phone ?? 0) - (other.menu.phone ?? 0))
  const firsts = groups.flatMap((entry) => entry.pages.slice(0, 1))
  return [...new Set([...asked, ...firsts, ...all])].slice(0, 3)
}

/** The menu page under which an address stands: the longest path that begins it. */
export const placeOf = (groups: { pages: MenuPage[] }[], pathname: string): MenuPage | undefined =>
  groups
    .flatMap((entry) => entry.pages)
    .filter(({ path }) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((one, other) => other.path.length - one.path.length)[0]
