import { inner } from '../work/inner.ts'

export const shell = inner
