/** What other screens may use of results: the why sheet of a star, and the years of a village or member. */
export { WhySheet } from './WhySheet.tsx'
export { Years } from './Years.tsx'
