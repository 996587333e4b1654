/** Who did what, sealed and shown to whoever watches over it. Entries are written by platform/audit.ts. */
export { routes } from './routes.ts'
export { crontab, jobs } from './seal-entries.ts'
export { verifyAudit } from './verify-audit.ts'
