import { levelName, type OrgClass, orgClasses } from '@xinghe/contract/words'

/** So many results of one level and class. */
export interface Counted {
  level: number | null
  class: OrgClass | null
  count: number
}

/** 依据: the wording of the yearly report ("一类……个，其中十星级……个，……；其余均为二类"). */
export function sentence(
  { year, subject }: { year: number; subject: string },
  groups: readonly Counted[],
): string {
  const countOf = (test: (group: Counted) => boolean) =>
    groups.filter(test).reduce((total, group) => total + group.count, 0)
  const total = countOf(() => true)
  const levelsIn = (test: (group: Counted) => boolean) =>
    [...new Set(groups.filter(test).map((group) => group.level))]
      .sort((a, b) => (b ?? -1) - (a ?? -1))
      .map((level) => `${levelName(level)}${countOf((group) => test(group) && group.level === level)}个`)
  if (subject === 'MEMBER')
    return `${year}年度共评定农牧民党员${total}名，其中${levelsIn(() => true)
      .map((text) => text.replace('个', '名'))
      .join('，')}。`
  const first = countOf((group) => group.class === 'I')
  const rest = (['II', 'III'] as const)
    .map((one) => ({ name: orgClasses[one], count: countOf((group) => group.class === one) }))
    .filter((one) => one.count > 0)
  const tail =
    rest.length === 1
      ? `其余${rest[0]?.count}个均为${rest[0]?.name}嘎查村党组织`
      : rest.map((one) => `${one.name}${one.count}个`).join('，')
  return `${year}年度共评定嘎查村党组织${total}个，其中一类${first}个${first > 0 ? `（${levelsIn((group) => group.class === 'I').join('，')}）` : ''}${rest.length > 0 ? `；${tail}` : ''}。`
}
