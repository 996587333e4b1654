/** What other screens show of the organisation. */
export { AccountSlips } from './AccountSlips.tsx'
