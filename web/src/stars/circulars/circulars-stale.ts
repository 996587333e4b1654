import { getCircular, listCirculars } from '@xinghe/contract/circulars'

export const circularsStale = [listCirculars, getCircular]
