/** The five procedures. Each has its folder; this is their door. */
import { routes as award } from './award/routes.ts'
import { routes as results } from './results/routes.ts'

export { type Evaluated, type Plan, classOf, evaluate, planOf } from './star.rules.ts'

export const routes = [...award, ...results]
