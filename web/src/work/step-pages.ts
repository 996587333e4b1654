import type { Step } from '@xinghe/contract/words'
import { pages } from '../app/pages.ts'

const wanted: Record<Step, string> = {
  SET: '/stars/schemes',
  DECLARE: '/stars/declarations',
  EVALUATE: '/stars/year-end',
  AWARD: '/stars/plaques',
  USE: '/stars/uses',
}
/** The page of one of the five procedures. */
export const stepPages = (step: Step): string =>
  pages.some(({ path }) => path === wanted[step]) ? wanted[step] : '/reports/overview'
