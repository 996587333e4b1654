/** What this county calls the categories of villages and members; until it is known who sits here, the program's words. */
import {
  type CategoryKind,
  type CategoryNames,
  categoryWords,
  type OwnCategory,
} from '@xinghe/contract/categories'

export const categoryNames: CategoryNames = {
  VILLAGE: { ...categoryWords.VILLAGE },
  MEMBER: { ...categoryWords.MEMBER },
}
/** Read like the tables of words, by code; they change with the county. */
export const villageTypes = categoryNames.VILLAGE
export const memberCategories = categoryNames.MEMBER
let off = new Set<string>()

/** Called once it is known who sits here, before anything below is drawn. An answer kept from before may lack them. */
export function wearCategories(own: readonly OwnCategory[] | undefined): void {
  for (const kind of ['VILLAGE', 'MEMBER'] as const)
    Object.assign(
      categoryNames[kind],
      categoryWords[kind],
      Object.fromEntries((own ?? []).filter((one) => one.kind === kind).map((one) => [one.code, one.name])),
    )
  off = new Set((own ?? []).filter((one) => one.off).map((one) => `${one.kind} ${one.code}`))
}

/** What may be entered now: a category that is given no more only where it stands already. */
export const categoryChoices = (kind: CategoryKind, standing?: string | null) =>
  Object.entries(categoryNames[kind])
    .filter(([code]) => code === standing || !off.has(`${kind} ${code}`))
    .map(([value, label]) => ({ value, label }))
