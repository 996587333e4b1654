import * as award from '@xinghe/contract/award'
import { regionOfCode } from '@xinghe/contract/public-code'
import { bind, bindPublic } from '../../platform/route.ts'
import { exportActFile } from './act-file.ts'
import { deliverPlaques } from './deliver-plaques.ts'
import { hangPlaques } from './hang-plaques.ts'
import { listPlaques } from './list-plaques.ts'
import { orderDoorPlates, orderPlaques } from './order-plaques.ts'
import { printPlaque } from './print-plaque.ts'
import { takeDownPlaque } from './take-down-plaque.ts'
import { listUses, recordUses } from './uses.ts'
import { verifyPlaque } from './verify-plaque.ts'

export const routes = [
  bind(award.listPlaques, listPlaques),
  bind(award.orderPlaques, orderPlaques),
  bind(award.orderDoorPlates, orderDoorPlates),
  bind(award.deliverPlaques, deliverPlaques),
  bind(award.hangPlaques, hangPlaques),
  bind(award.takeDownPlaque, takeDownPlaque),
  bind(award.printPlaque, printPlaque),
  bindPublic(award.verifyPlaque, regionOfCode, verifyPlaque),
  bind(award.listUses, listUses),
  bind(award.recordUses, recordUses),
  bind(award.exportActFile, exportActFile),
]
