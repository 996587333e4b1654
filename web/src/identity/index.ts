/** What other screens show of identity. */
export { KeepAccount } from './KeepAccount.tsx'
export { usePageForm } from './use-page-form.ts'
