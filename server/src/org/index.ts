/** What other capabilities may use of the organisation tree. */
export { addPeople } from './add-people.ts'
export { addUnits } from './add-units.ts'
export { categoryNames, ownCategories, refuseOff, setCategory } from './categories.ts'
export { foundRegion, type NewRegion } from './found-region.ts'
export { endDuplicateMembership, transferMember } from './membership.ts'
export { getRoot, getUnit, type UnitRow } from './queries.ts'
export { routes } from './routes.ts'
export { label, lineage } from './unit-path.ts'
