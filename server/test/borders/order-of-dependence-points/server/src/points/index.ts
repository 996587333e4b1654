import { stars } from '../stars/index.ts'
export const points = stars
