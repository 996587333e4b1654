import { org } from '../org/index.ts'
export const tx = org
