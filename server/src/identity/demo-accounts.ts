/** What the sign-in page shows in demo mode; empty otherwise. Set once at start, from the demo world. */
export interface DemoAccount {
  role: string
  login: string
  password: string
  where: string
}

let shown: DemoAccount[] = []
export const showDemoAccounts = (accounts: DemoAccount[]): void => {
  shown = accounts
}
export const demoAccounts = (): DemoAccount[] => shown
export const isDemo = (): boolean => shown.length > 0
