/** What is typed into the form, as the change it asks for. */
import type { Change, ChangeKind } from '@xinghe/contract/restructure'

export interface ChangeForm {
  kind: ChangeKind
  fromIds?: string[]
  fromId?: string
  toId?: string
  villageIds?: string[]
  personIds?: string[]
  renamed?: boolean
  name?: string
  shortName?: string
  partyOrgName?: string
  docNo: string
  reason: string
  checked?: boolean
}

const some = (ids: readonly string[] | undefined): string[] | undefined =>
  ids && ids.length > 0 ? [...ids] : undefined

/** Undefined while something is missing that must be known before anything can be counted. */
export function changeOf(form: Partial<ChangeForm>): Change | undefined {
  const { kind, fromId, toId } = form
  const fromIds = some(form.fromIds)
  const villageIds = some(form.villageIds)
  const personIds = some(form.personIds)
  const { name = '', shortName = '', partyOrgName } = form
  const names = name && shortName ? { name, shortName, ...(partyOrgName && { partyOrgName }) } : undefined
  const rename = form.renamed && names ? { rename: names } : {}
  switch (kind) {
    case 'VILLAGE_MERGE':
      return fromIds && toId ? { kind, villageIds: fromIds, toVillageId: toId, ...rename } : undefined
    case 'TOWNSHIP_MERGE':
      return fromIds && toId ? { kind, townshipIds: fromIds, toTownshipId: toId, ...rename } : undefined
    case 'VILLAGE_MOVE':
      return fromIds && toId ? { kind, villageIds: fromIds, toTownshipId: toId } : undefined
    case 'VILLAGE_SPLIT':
      return fromId && personIds && names ? { kind, villageId: fromId, personIds, ...names } : undefined
    case 'TOWNSHIP_SPLIT':
      return fromId && villageIds && names ? { kind, townshipId: fromId, villageIds, ...names } : undefined
    case 'RENAME':
      return fromId && names ? { kind, unitId: fromId, ...names } : undefined
    default:
      return undefined
  }
}
