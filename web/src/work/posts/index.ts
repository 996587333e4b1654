export { ColleagueSelect } from './ColleagueSelect.tsx'
export { Substitutes } from './Substitutes.tsx'
