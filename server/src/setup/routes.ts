import * as founding from '@xinghe/contract/founding'
import * as setup from '@xinghe/contract/setup'
import { bind, bindRaw } from '../platform/route.ts'
import { foundCounty, getSetup } from './found-county.ts'
import { getGuide } from './get-guide.ts'
import { layOutSchemes } from './lay-out-schemes.ts'

export const routes = [
  bindRaw(founding.getSetup, getSetup),
  bindRaw(founding.foundCounty, foundCounty),
  bind(setup.getGuide, getGuide),
  bind(setup.layOutSchemes, layOutSchemes),
]
