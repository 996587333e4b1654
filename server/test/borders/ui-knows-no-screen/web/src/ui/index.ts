import { units } from '../org/units.ts'

export const picker = units
