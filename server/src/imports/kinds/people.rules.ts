/** Words of sheets for posts, and what makes two rows of one name two persons. Pure. */
import { postUnits } from '@xinghe/contract/org'
import { type Post, posts } from '@xinghe/contract/rights'
import type { UnitKind } from '@xinghe/contract/words'

const atVillage: [Post, readonly string[]][] = [
  [
    'VILLAGE_SECRETARY',
    [
      '书记',
      '支书',
      '村支书',
      '支部书记',
      '党支部书记',
      '嘎查书记',
      '嘎查党支部书记',
      '党总支书记',
      '总支书记',
      '党组织书记',
      '第一责任人',
      '书记兼主任',
      '书记主任一肩挑',
      '嘎查达兼书记',
    ],
  ],
  ['VILLAGE_CLERK', ['文书', '党务工作者', '党务', '党建专干', '党建指导员', '专干', '报账员', '组织干事']],
  [
    'BRANCH_COMMITTEE',
    [
      '委员',
      '支委',
      '支部委员',
      '党支部委员',
      '副书记',
      '党支部副书记',
      '支部副书记',
      '组织委员',
      '宣传委员',
      '纪检委员',
      '支委会委员',
    ],
  ],
  ['COMMUNITY_SECRETARY', ['社区书记']],
  ['COMMUNITY_WORKER', ['社区工作者', '社工']],
  ['WINDOW_CLERK', ['窗口工作人员', '窗口人员']],
]
const atTownship: [Post, readonly string[]][] = [
  [
    'TOWNSHIP_SECRETARY',
    ['书记', '党委书记', '苏木党委书记', '镇党委书记', '乡党委书记', '苏木镇书记', '党工委书记'],
  ],
  ['TOWNSHIP_CLERK', ['组织委员', '党委组织委员', '组织员', '组织干事', '党建办主任']],
  ['ASSESSMENT_GROUP', ['考核组', '考核组成员', '考核组组长', '考核人员']],
  ['INSPECTOR', ['督查员', '督查']],
]
const atRoot: [Post, readonly string[]][] = [
  ['ORG_DEPARTMENT', ['组织部', '组织部干部', '组织部工作人员', '组织科']],
  ['INSPECTOR', ['督查员', '督查']],
]
const tables: Partial<Record<UnitKind, [Post, readonly string[]][]>> = {
  VILLAGE: atVillage,
  COMMUNITY: atVillage,
  TOWNSHIP: atTownship,
  STREET: atTownship,
  BANNER: atRoot,
  COUNTY: atRoot,
  DISTRICT: atRoot,
}
/** What stands in the column of posts and is none. */
const noPosts = /^(普通)?(党员|群众|牧民|农民|村民|居民|无职|无职党员|无职务|党员中心户)$/
const separators = /[、，,;；/\n]|和|兼(?!主任|书记)/

/** The posts that a cell names at a unit of this kind, and the words that name none. */
export function postsIn(cell: string, unit: UnitKind): { posts: Post[]; unknown: string[] } {
  const table = tables[unit] ?? []
  const found = new Set<Post>()
  const unknown: string[] = []
  for (const part of cell.split(separators)) {
    const word = part.replace(/[\s（）()“”]/g, '')
    if (word === '' || noPosts.test(word)) continue
    const hit = table.find(([post, words]) => posts[post] === word || words.includes(word))
    if (hit) found.add(hit[0])
    else unknown.push(word)
  }
  return { posts: [...found], unknown }
}
/** What may be written for a unit of this kind. */
export const postWords = (unit: UnitKind): string[] =>
  (tables[unit] ?? []).filter(([post]) => postUnits[post].includes(unit)).map(([post]) => posts[post])

export interface Details {
  idNumber: string | null
  bornOn: string | null
  phone: string | null
}
/** Whether two of one name in one unit are surely two: by a detail that both have and that differs. */
export const apart = (one: Details, other: Details): boolean =>
  (['idNumber', 'bornOn', 'phone'] as const).some(
    (key) => one[key] !== null && other[key] !== null && one[key] !== other[key],
  )

/** '150102199003071234' → '1990-03-07'. */
export const bornIn = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
/** The seventeenth digit (GB 11643-1999): odd for men. */
export const sexIn = (idNumber: string): 'M' | 'F' => (Number(idNumber[16]) % 2 === 1 ? 'M' : 'F')
