/** Addresses of pages. Filters are part of the address, so that a view can be kept, sent and reloaded. */
export const homePath = '/'
export const signInPath = '/sign-in'
export const passwordPath = '/password'
export const factorPath = '/second-factor'
export const accountPath = '/account'
export const outboxPath = '/points/outbox'
export const searchPath = '/search'
/** Where a county is founded in an empty installation. */
export const foundPath = '/setup/found'

export type ViewValue = string | number | boolean | readonly string[] | undefined | null

/** pathTo('/stars/books/:id', { id }, { quarter: 2 }) → '/stars/books/0198…?quarter=2' */
export function pathTo(
  path: string,
  params: Record<string, string> = {},
  view: Record<string, ViewValue> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = searchOf(view)
  return search ? `${filled}?${search}` : filled
}

export function searchOf(view: Record<string, ViewValue>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(view)) {
    if (value === undefined || value === null || value === '' || value === false) continue
    for (const one of Array.isArray(value) ? value : [value])
      search.append(name, one === true ? '1' : String(one))
  }
  return search.toString()
}

/** Only a place of our own may be returned to after sign-in. */
export const safeBack = (back: string | undefined): string =>
  back && /^\/(?![/\\])/.test(back) && !back.startsWith(signInPath) ? back : homePath
