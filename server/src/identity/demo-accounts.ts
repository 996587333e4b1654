/** What the sign-in page shows in demo mode; empty otherwise. Set once at start, from the demo world. */
export interface DemoAccount {
  role: string
  login: string
  password: string
  where: string
}
/** Of every account of the demo world; outside demo mode it opens nothing but the page where it is changed. */
export const demoPassword = 'xinghe-demo'

let shown: DemoAccount[] = []
export const showDemoAccounts = (accounts: DemoAccount[]): void => {
  shown = accounts
}
export const demoAccounts = (): DemoAccount[] => shown
export const isDemo = (): boolean => shown.length > 0
/** Everybody who tries the demo uses it: nobody may lock the others out. */
export const isShared = (login: string): boolean => shown.some((account) => account.login === login)
