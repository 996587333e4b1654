/** Who did what, sealed and shown to whoever watches over it. Entries are written by platform/audit.ts. */
export { checkKept } from './kept-file.ts'
export { pruneAudit } from './prune-audit.ts'
export { routes } from './routes.ts'
export { crontab, jobs } from './seal-entries.ts'
export { sealsOf, verifyAudit, type WrittenSeal } from './verify-audit.ts'
