import { secret } from '../work/inner.ts'
export const act = secret
