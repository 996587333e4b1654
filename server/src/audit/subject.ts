/** What an act was about, in words for the audit page. */

const kinds: Record<string, string> = {
  audit: '审计日志',
  account: '账号',
  backup: '备份',
  book: '积分手册',
  calendar: '工作日历',
  category: '类别',
  circular: '结果通报',
  declaration_sheet: '报星表',
  determination: '综合评定',
  errand: '后台事项',
  exemption: '免评申请',
  file: '文件',
  import: '导入的表格',
  notice: '公示',
  objection: '异议',
  paper_sheet: '纸质表',
  person: '人员',
  plaque: '牌匾',
  print_faces: '打印字体',
  quarter: '季度',
  rating: '评定结果',
  scheme_version: '星级方案',
  setting: '参数',
  slip: '积分单',
  star_removal: '摘星',
  unit: '单位',
  veto: '一票否决',
  weak_case: '软弱涣散整顿',
  year_end_sheet: '年终考评表',
}
/** Where a door stands, by how its address begins; the longest that fits. */
const places: Record<string, string> = {
  audit: '审计日志',
  backups: '备份',
  books: '积分手册',
  categories: '类别',
  declarations: '报星表',
  entries: '积分分录',
  errands: '后台办理',
  exempt: '免评',
  exports: '导出名单',
  files: '佐证材料',
  identity: '账号',
  imports: '导入表格',
  my: '本人记录',
  notices: '公示',
  objections: '异议',
  org: '单位和岗位',
  'org/people': '人员',
  'org/units': '单位',
  papers: '纸质表',
  points: '积分手册',
  print: '打印',
  quarters: '季度',
  reports: '统计',
  restructure: '区划变更',
  scheme: '星级方案',
  settings: '参数',
  setup: '启用向导',
  slips: '积分单',
  substitutions: '代办',
  'stars/act-file': '授星文件',
  'stars/circulars': '结果通报',
  'stars/plaques': '牌匾',
  'stars/removals': '摘星',
  'stars/results': '评定结果',
  'stars/uses': '结果使用',
  'stars/what-if': '试算',
  'stars/why': '星级依据',
  vetoes: '一票否决',
  weak: '软弱涣散整顿',
  work: '待办事项',
  'work/calendar': '工作日历',
  'year-end': '年终评定',
}
const longestFirst = Object.keys(places).sort((one, other) => other.length - one.length)

/** `route` as in 'GET /api/books/:id'; undefined where no word was given. */
export function placeOf(route: string): string | undefined {
  const path = route.replace(/^\w+ \/api\//, '')
  const begun = longestFirst.find((one) => path.startsWith(one))
  return begun && places[begun]
}

export function subjectOf(kind: string, detail: unknown): string {
  const { route } = (detail ?? {}) as { route?: unknown }
  return (kind === 'route' && typeof route === 'string' && placeOf(route)) || kinds[kind] || '其他'
}
