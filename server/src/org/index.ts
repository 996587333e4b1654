/** What other capabilities may use of the organisation tree. */
export { addPeople } from './add-people.ts'
export { addUnits } from './add-units.ts'
export { type NewRegion, foundRegion } from './found-region.ts'
export { type UnitRow, getRoot, getUnit } from './queries.ts'
export { routes } from './routes.ts'
export { label, lineage } from './unit-path.ts'
