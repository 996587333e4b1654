import { readFileSync } from 'node:fs'
export const star = readFileSync
