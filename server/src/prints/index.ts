/** Print by the hundred, in the background, as one file. */
export { errandKinds } from './make-prints.ts'
export { routes } from './routes.ts'
