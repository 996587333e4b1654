import { act } from '../../server/src/act.ts'
export const page = act
