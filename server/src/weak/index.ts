/** What others may use of the rectification of weak and lax organisations: its acts, for the demo world. */
export { acceptWeak, againWeak, closeWeak } from './accept.ts'
export { dismissWeak, listByCommittee, verifyWeak } from './decide.ts'
export { weakFollows } from './follow-township.ts'
export { approvePlan, planWeak } from './plan.ts'
export { applyWeak, reportWeak } from './progress.ts'
export { routes } from './routes.ts'
export { enterWeak, suspectWeak } from './suspect.ts'
