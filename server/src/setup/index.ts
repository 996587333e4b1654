/** A county's first day. */
export { firstRun } from './first-run.rules.ts'
export { useFounding } from './founding.ts'
export { keepersAccounts, renewAccount } from './renew-account.ts'
export { routes } from './routes.ts'
