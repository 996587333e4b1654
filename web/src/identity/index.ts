/** What other screens show of identity. */
export { KeepAccount } from './KeepAccount.tsx'
