import * as org from '@xinghe/contract/org'
import { bind } from '../platform/route.ts'
import { addPeople } from './add-people.ts'
import { addUnits } from './add-units.ts'
import { listUnits } from './list-units.ts'

export const routes = [bind(org.listUnits, listUnits), bind(org.addUnits, addUnits), bind(org.addPeople, addPeople)]
