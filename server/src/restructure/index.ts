/** Changes in the tree (docs/decisions/0012). */
export { routes } from './routes.ts'
