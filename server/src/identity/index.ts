/** What other capabilities may use of identity. */
export { isLocked } from './attempts.ts'
export { type DemoAccount, demoPassword, isDemo, showDemoAccounts } from './demo-accounts.ts'
export { type NewAccount, openAccounts } from './open-accounts.ts'
export { permitAccount } from './permit-account.ts'
export { inOffice, postsOn } from './posts-on.ts'
export { renewPassword } from './renew-password.ts'
export { routes } from './routes.ts'
export { actorIn, actorOf, findActor } from './session.ts'
