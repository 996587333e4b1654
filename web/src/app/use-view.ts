import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { searchOf, type ViewValue } from './paths.ts'

type Widen<V> = V extends string ? string : V extends number ? number : V extends boolean ? boolean : string[]
export type View<D> = { [K in keyof D]: Widen<D[K]> }

function read(text: string[], fallback: ViewValue): unknown {
  const [first] = text
  if (first === undefined) return fallback
  if (Array.isArray(fallback)) return text
  if (typeof fallback === 'number') return Number.isFinite(Number(first)) ? Number(first) : fallback
  if (typeof fallback === 'boolean') return first === '1'
  return first
}
const same = (one: unknown, other: unknown) => String(one) === String(other)

/**
 * Filters in the address: `const [view, setView] = useView({ year: 2026, status: '', page: 1 })`.
 * What equals its default is left out. Changing anything else puts `page` back to its default.
 * `setView(patch, { push: true })` makes a step for the back button.
 */
export function useView<const D extends Record<string, ViewValue>>(
  defaults: D,
): [View<D>, (patch: Partial<View<D>>, how?: { push?: boolean }) => void] {
  const { pathname, searchStr } = useLocation()
  const navigate = useNavigate()
  const signature = JSON.stringify(defaults)
  const view = useMemo(() => {
    const search = new URLSearchParams(searchStr)
    const entries = Object.entries(JSON.parse(signature) as Record<string, ViewValue>)
    return Object.fromEntries(
      entries.map(([name, fallback]) => [name, read(search.getAll(name), fallback)]),
    ) as View<D>
  }, [searchStr, signature])
  const setView = useCallback(
    (patch: Partial<View<D>>, { push = false }: { push?: boolean } = {}) => {
      const known = JSON.parse(signature) as Record<string, ViewValue>
      // Read afresh: two filters may be set in one tick.
      const search = new URLSearchParams(window.location.search)
      const next = Object.fromEntries(
        Object.entries(known).map(([name, fallback]) => [name, read(search.getAll(name), fallback)]),
      )
      if ('page' in known && !('page' in patch) && !('open' in patch)) next.page = known.page
      Object.assign(next, patch)
      for (const name of Object.keys(known)) {
        search.delete(name)
        if (same(next[name], known[name])) delete next[name]
      }
      const text = [search.toString(), searchOf(next as Record<string, ViewValue>)].filter(Boolean).join('&')
      void navigate({
        href: text ? `${pathname}?${text}` : pathname,
        replace: !push,
        resetScroll: false,
      } as never)
    },
    [navigate, pathname, signature],
  )
  return [view, setView]
}

/** The ':id' parts of the page's path. */
export const usePathParams = <Name extends string>(): Record<Name, string> =>
  useParams({ strict: false }) as Record<Name, string>
