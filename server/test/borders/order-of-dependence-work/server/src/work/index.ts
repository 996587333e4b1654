import { stars } from '../stars/index.ts'
export const work = stars
