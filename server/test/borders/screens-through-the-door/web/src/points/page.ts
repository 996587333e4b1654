import { inner } from '../work/inner.ts'

export const page = inner
