/**
 * Who may do what, said a second time and in other words, straight from the procedures: the test of the rights table
 * shares no code with it. What is not listed here is nobody's.
 */
import type { Post } from '@xinghe/contract/rights'

const department: Post[] = ['ORG_DEPARTMENT']
const township: Post[] = ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK']
const group: Post[] = ['ASSESSMENT_GROUP']
const village: Post[] = ['VILLAGE_SECRETARY', 'VILLAGE_CLERK']
const member: Post[] = ['MEMBER']
const inspector: Post[] = ['INSPECTOR']
const committee: Post[] = ['BRANCH_COMMITTEE']
const city: Post[] = [
  ...(['STREET_SECRETARY', 'COMMUNITY_SECRETARY', 'DISTRICT_DEPARTMENT'] as const),
  ...(['COMMUNITY_WORKER', 'WINDOW_CLERK'] as const),
]
const admin: Post[] = ['SYSTEM_ADMIN']
const security: Post[] = ['SECURITY_ADMIN']
const auditor: Post[] = ['AUDITOR']
const offices = [...department, ...township, ...group, ...village]
const seeing = [...offices, ...committee, ...inspector, ...city]
const all = [...seeing, ...member]

const table: Record<string, readonly Post[]> = {
  // Organisation: everybody sees his own subtree; the department and the clerks keep it.
  'org.read': [...seeing, ...admin, ...security],
  'org.edit': [...department, 'TOWNSHIP_CLERK', ...admin],
  // 区划变更: the tree of the county is the department's.
  'org.restructure': department,
  // 三员: who appoints opens no accounts of administrators, who opens accounts appoints nobody.
  'org.post': [...department, ...security],
  // AB 岗: who acts may ask somebody to stand in; a reader and the two administrators whom others watch may not.
  'substitutes.name': [...offices, ...committee, ...city, ...security],
  'accounts.keep': [...department, ...admin],
  'people.read': [...all, ...admin, ...security],
  'personal.read': [...department, 'TOWNSHIP_CLERK'],
  'people.edit': [...department, 'TOWNSHIP_CLERK', 'VILLAGE_SECRETARY'],
  // Who only reads adds no photograph either.
  'files.add': [...offices, ...member],
  'files.read': all,
  'work.read': all,
  'work.hand_over': offices,
  // The administrator keeps units, accounts and settings; how the business goes is not his.
  'area.read': seeing,
  // 公平性提示: the department, the inspector, and the secretary for his own villages.
  'fairness.read': [...department, 'TOWNSHIP_SECRETARY', ...inspector],
  'calendar.read': [...all, ...admin, ...security, ...auditor],
  'calendar.edit': department,
  'settings.read': [...seeing, ...admin, ...security],
  'security.edit': security,
  'audit.read': [...auditor, ...security],
  'settings.edit': department,
  // 数据备份: nobody but the keeper of the machine.
  'backups.keep': admin,
  // 启用向导: the department brings its county in.
  'setup.read': department,
  // 设星: the township drafts, the department approves, the township publishes.
  'schemes.read': all,
  'schemes.draft': township,
  // 铺开: when a county begins, the department starts the drafts of all townships at once.
  'schemes.lay_out': department,
  'schemes.submit': township,
  'schemes.review': department,
  'schemes.publish': township,
  // 试算: whoever settles a scheme tries its settings over the year that was, in his own area.
  'schemes.what_if': [...department, ...township],
  // 报星: the village declares, the township confirms.
  'declarations.read': all,
  'declarations.draft': [...village, ...member],
  'declarations.submit': ['VILLAGE_SECRETARY'],
  'declarations.confirm': township,
  'exemptions.apply': village,
  'exemptions.decide': township,
  // 评星: entered below, confirmed in the branch, checked above.
  'books.read': all,
  'slips.enter': [...village, 'TOWNSHIP_CLERK', ...member],
  'slips.read': all,
  'slips.confirm': [...village, 'TOWNSHIP_CLERK'],
  'slips.check': ['TOWNSHIP_CLERK', ...group],
  'entries.reverse': ['TOWNSHIP_CLERK'],
  'quarters.read': seeing,
  'quarters.close': ['TOWNSHIP_CLERK'],
  'quarters.unlock': ['TOWNSHIP_SECRETARY'],
  'vetoes.record': ['TOWNSHIP_CLERK', ...department],
  'year_end.read': seeing,
  'year_end.self_assess': village,
  'year_end.review': ['VILLAGE_SECRETARY'],
  'year_end.assess': [...group, 'TOWNSHIP_CLERK'],
  'year_end.determine': township,
  'year_end.file': township,
  'year_end.confirm': department,
  // 公示: the township publishes and answers.
  'notices.read': all,
  'notices.publish': township,
  'objections.read': [...offices, ...inspector],
  // Who complained is hidden from those complained about.
  'objections.objector': [...department, ...township, ...group, ...inspector],
  'objections.investigate': ['TOWNSHIP_CLERK', ...group],
  'objections.answer': township,
  // 授星、用星.
  'results.read': all,
  'why.read': all,
  'plaques.read': seeing,
  'plaques.order': department,
  'plaques.hang': ['TOWNSHIP_CLERK', ...village],
  'uses.read': seeing,
  'circulars.write': [...department, ...township],
  'uses.record': [...department, ...township],
  // 软弱涣散整顿: found and verified in the township, decided at the county, reported monthly by whoever rectifies.
  'weak.read': seeing,
  'weak.suspect': [...department, ...township],
  'weak.verify': [...department, ...township],
  'weak.decide': department,
  'weak.report': [...township, ...village],
  // 摘星: proposed by township or county, decided by the township committee.
  'removals.read': seeing,
  'removals.propose': [...department, ...township],
  'removals.decide': township,
  // 并册: one person entered twice.
  'books.merge': [...department, 'TOWNSHIP_CLERK'],
  // Paper: typed where it was filled; whoever assesses reads too, and the county looks on.
  'papers.key': [...village, ...committee, 'TOWNSHIP_CLERK'],
  'papers.read': [...offices, ...committee, ...inspector],
  'exports.make': [...offices, ...inspector],
  // Spreadsheets come in where their rows could be typed in for many at once.
  'imports.make': [...department, 'TOWNSHIP_CLERK'],
}

export const oracleActions = Object.keys(table)
export const holdsByOracle = (post: Post, action: string): boolean => table[action]?.includes(post) ?? false
