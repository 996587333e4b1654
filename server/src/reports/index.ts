/** Reports read any table and write none; nothing else imports from here but the list of routes. */
export { routes } from './routes.ts'
