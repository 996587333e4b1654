/** Every page of the app: one line per capability. */
import { routes as identity } from '../identity/pages.ts'
import { routes as award } from '../stars/award/pages.ts'
import { routes as results } from '../stars/results/pages.ts'
import type { PageRoute } from './page-route.ts'

export const pages: PageRoute[] = [...identity, ...award, ...results]
