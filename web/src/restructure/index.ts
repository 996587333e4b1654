/** What other screens may use of changes in the tree. */
export { UnitHistory } from './UnitHistory.tsx'
