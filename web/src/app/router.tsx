/** The table of places, made from the pages. Signed-in pages stand inside the shell, which is fetched with the first of them. */
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { forgetAnswers } from '../device/answers.ts'
import { kitPages } from '../ui/kit/pages.ts'
import { Broken } from './Broken.tsx'
import { onMustFirst, onSignedOut } from './http.ts'
import type { PageRoute } from './page-route.ts'
import { pages } from './pages.ts'
import { factorPath, homePath, passwordPath, pathTo, safeBack, signInPath } from './paths.ts'
import { queryClient } from './query-client.ts'

const loadFrame = () => import('./Frame.tsx')
const root = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(loadFrame, 'LostFrame'),
  errorComponent: Broken,
})
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(loadFrame, 'ShellFrame'),
})
const whole = createRoute({
  getParentRoute: () => root,
  id: 'whole',
  component: lazyRouteComponent(loadFrame, 'WholeFrame'),
})
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  component: lazyRouteComponent(loadFrame, 'OpenFrame'),
})

const routeOf = (page: PageRoute, parent: AnyRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: page.path.replace(/:(\w+)/g, '$$$1'),
    component: lazyRouteComponent(page.load),
    staticData: { page },
  })

// The sign-in page wears no Ant Design and therefore stands outside every frame: it is the first paint.
const bare = pages.filter((page) => page.path === signInPath)
const visited = [...pages, ...kitPages].filter((page) => page.public && page.path !== signInPath)
const walls = pages.filter((page) => page.whole)
const worked = pages.filter((page) => !page.public && !page.whole)

/** Plain ?a=1&b=2: every value is text, `useView` gives it its type. Repeated names become lists. */
const parseSearch = (text: string) => {
  const search = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const all = search.getAll(name)
      return [name, all.length > 1 ? all : all[0]]
    }),
  )
}
const stringifySearch = (search: Record<string, unknown>) => {
  const text = pathTo('', {}, search as never)
  return text
}

export const router = createRouter({
  routeTree: root.addChildren([
    ...bare.map((page) => routeOf(page, root)),
    open.addChildren(visited.map((page) => routeOf(page, open))),
    whole.addChildren(walls.map((page) => routeOf(page, whole))),
    shell.addChildren(worked.map((page) => routeOf(page, shell))),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

export const leaveForSignIn = (): void => {
  const { pathname, href } = router.state.location
  if (pathname === signInPath) return
  queryClient.clear()
  void forgetAnswers().catch(() => undefined)
  const back = safeBack(href)
  void router.navigate({
    to: signInPath as never,
    search: (back === homePath ? {} : { back }) as never,
    replace: true,
  })
}
onSignedOut(leaveForSignIn)
onMustFirst((code) => {
  const to = code === 'identity.change_password' ? passwordPath : factorPath
  if (router.state.location.pathname !== to) void router.navigate({ to: to as never, replace: true })
})

router.subscribe('onResolved', () => {
  const page = (router.state.matches.at(-1)?.staticData as { page?: PageRoute } | undefined)?.page
  document.title = page ? `${page.title} · 星河` : '星河'
})
