import { work } from '../work/index.ts'
export const org = work
