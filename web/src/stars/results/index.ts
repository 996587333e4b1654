/** What other screens may use of results: the why sheet of a star. */
export { WhySheet } from './WhySheet.tsx'
