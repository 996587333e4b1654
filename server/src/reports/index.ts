/** Reports read any table and write none but the figures of large areas; nothing else imports from here but the list of routes and jobs. */
export { crontab, jobs, rollUp, verifyFigures } from './roll-up.ts'
export { routes } from './routes.ts'
