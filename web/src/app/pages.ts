/** Every page of the app: one line per capability. */
import { routes as audit } from '../audit/pages.ts'
import { routes as backups } from '../backups/pages.ts'
import { routes as errands } from '../errands/pages.ts'
import { routes as identity } from '../identity/pages.ts'
import { routes as imports } from '../imports/pages.ts'
import { routes as notices } from '../notices/pages.ts'
import { routes as org } from '../org/pages.ts'
import { routes as papers } from '../papers/pages.ts'
import { routes as points } from '../points/pages.ts'
import { routes as reports } from '../reports/pages.ts'
import { routes as restructure } from '../restructure/pages.ts'
import { routes as setup } from '../setup/pages.ts'
import { routes as award } from '../stars/award/pages.ts'
import { routes as circulars } from '../stars/circulars/pages.ts'
import { routes as declare } from '../stars/declare/pages.ts'
import { routes as design } from '../stars/design/pages.ts'
import { routes as preview } from '../stars/preview/pages.ts'
import { routes as results } from '../stars/results/pages.ts'
import { routes as whatIf } from '../stars/what-if/pages.ts'
import { routes as yearEnd } from '../stars/year-end/pages.ts'
import { routes as weak } from '../weak/pages.ts'
import { routes as work } from '../work/pages.ts'
import type { PageRoute } from './page-route.ts'

export const pages: PageRoute[] = [
  ...audit,
  ...backups,
  ...errands,
  ...identity,
  ...imports,
  ...notices,
  ...org,
  ...papers,
  ...points,
  ...reports,
  ...setup,
  ...restructure,
  ...weak,
  ...work,
  ...award,
  ...circulars,
  ...design,
  ...declare,
  ...preview,
  ...results,
  ...whatIf,
  ...yearEnd,
]
