/**
 * Who may do what: one table of actions × posts. A post is held at a unit and reaches that unit's whole subtree.
 * The server checks it in every act (`permit`), the screens read `can` from answers and never recompute it.
 */
export const posts = {
  ORG_DEPARTMENT: '组织部干部',
  TOWNSHIP_SECRETARY: '苏木镇党委书记',
  TOWNSHIP_CLERK: '苏木镇组织委员',
  ASSESSMENT_GROUP: '苏木镇考核组',
  VILLAGE_SECRETARY: '嘎查村党组织书记',
  VILLAGE_CLERK: '嘎查村党务工作者',
  BRANCH_COMMITTEE: '党支部委员',
  MEMBER: '党员',
  STREET_SECRETARY: '街道党工委书记',
  COMMUNITY_SECRETARY: '社区党组织书记',
  DISTRICT_DEPARTMENT: '区直部门干部',
  COMMUNITY_WORKER: '社区工作者',
  WINDOW_CLERK: '窗口工作人员',
  INSPECTOR: '督查员（只读）',
  SYSTEM_ADMIN: '系统管理员',
  SECURITY_ADMIN: '安全保密管理员',
  AUDITOR: '安全审计员',
} as const
export type Post = keyof typeof posts
export const postKeys = Object.keys(posts) as [Post, ...Post[]]

const staff = [
  'ORG_DEPARTMENT',
  'TOWNSHIP_SECRETARY',
  'TOWNSHIP_CLERK',
  'ASSESSMENT_GROUP',
  'VILLAGE_SECRETARY',
  'VILLAGE_CLERK',
] as const
const city = [
  'STREET_SECRETARY',
  'COMMUNITY_SECRETARY',
  'DISTRICT_DEPARTMENT',
  'COMMUNITY_WORKER',
  'WINDOW_CLERK',
] as const
const readers = [...staff, 'BRANCH_COMMITTEE', 'INSPECTOR', ...city] as const
const everyone = [...readers, 'MEMBER'] as const
/**
 * 三员: one keeps the machine and the accounts, one the rights and the rules of safety, one watches the other two. No
 * person is two of them (GB/T 22239-2019, 8.1.5), and none sees anything of the business.
 */
export const administrators = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'] as const satisfies readonly Post[]
/** Who must know units and people to keep accounts and posts in order. */
const keepers = [...readers, 'SYSTEM_ADMIN', 'SECURITY_ADMIN'] as const
const townships = ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK'] as const
const village = ['VILLAGE_SECRETARY', 'VILLAGE_CLERK'] as const

/** Each action and the posts that hold it. Every endpoint has an action of its own where rights could ever differ. */
export const grants = {
  'org.read': keepers,
  'org.edit': ['ORG_DEPARTMENT', 'TOWNSHIP_CLERK', 'SYSTEM_ADMIN'],
  // The department appoints to the posts of the business, the security administrator to those of the three administrators.
  'org.post': ['ORG_DEPARTMENT', 'SECURITY_ADMIN'],
  // 请人代办: one's own post for some days; for others whoever fills the post arranges it. Who only reads asks the department.
  'substitutes.name': [...staff, 'BRANCH_COMMITTEE', ...city, 'SECURITY_ADMIN'],
  'accounts.keep': ['ORG_DEPARTMENT', 'SYSTEM_ADMIN'],
  // A member sees himself only.
  'people.read': [...everyone, 'SYSTEM_ADMIN', 'SECURITY_ADMIN'],
  /** ID number, telephone and bank account whole, with a purpose. */
  'personal.read': ['ORG_DEPARTMENT', 'TOWNSHIP_CLERK'],
  'people.edit': ['ORG_DEPARTMENT', 'TOWNSHIP_CLERK', 'VILLAGE_SECRETARY'],
  'files.add': [...staff, 'MEMBER'],
  'files.read': everyone,
  'work.read': everyone,
  'work.hand_over': staff,
  // How an area gets on: lists and figures across units. A member sees his own only.
  'area.read': readers,
  // 公平性提示: hints where to look; whoever answers for the checkers, never those who are looked at alone.
  'fairness.read': ['ORG_DEPARTMENT', 'TOWNSHIP_SECRETARY', 'INSPECTOR'],
  'calendar.read': [...everyone, ...administrators],
  'calendar.edit': ['ORG_DEPARTMENT'],
  'settings.read': keepers,
  'settings.edit': ['ORG_DEPARTMENT'],
  'security.edit': ['SECURITY_ADMIN'],
  'audit.read': ['AUDITOR', 'SECURITY_ADMIN'],
  // The machine's keeper: the whole installation in one file that never leaves through the web.
  'backups.keep': ['SYSTEM_ADMIN'],

  'schemes.read': everyone,
  'schemes.draft': ['TOWNSHIP_CLERK', 'TOWNSHIP_SECRETARY'],
  'schemes.submit': ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK'],
  'schemes.review': ['ORG_DEPARTMENT'],
  'schemes.publish': ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK'],
  'schemes.what_if': ['ORG_DEPARTMENT', ...townships],

  'declarations.read': everyone,
  'declarations.draft': [...village, 'MEMBER'],
  'declarations.submit': ['VILLAGE_SECRETARY'],
  'declarations.confirm': townships,
  'exemptions.apply': village,
  'exemptions.decide': townships,

  'books.read': everyone,
  'slips.enter': [...village, 'TOWNSHIP_CLERK', 'MEMBER'],
  'slips.read': everyone,
  // The secretary confirms; what he entered himself, or what is about him, another committee member or the township does.
  'slips.confirm': [...village, 'TOWNSHIP_CLERK'],
  'slips.check': ['TOWNSHIP_CLERK', 'ASSESSMENT_GROUP'],
  'entries.reverse': ['TOWNSHIP_CLERK'],
  'quarters.read': readers,
  'quarters.close': ['TOWNSHIP_CLERK'],
  'quarters.unlock': ['TOWNSHIP_SECRETARY'],
  'vetoes.record': ['TOWNSHIP_CLERK', 'ORG_DEPARTMENT'],

  'year_end.read': readers,
  'year_end.self_assess': village,
  'year_end.review': ['VILLAGE_SECRETARY'],
  'year_end.assess': ['ASSESSMENT_GROUP', 'TOWNSHIP_CLERK'],
  'year_end.determine': ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK'],
  'year_end.file': ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK'],
  'year_end.confirm': ['ORG_DEPARTMENT'],

  'notices.read': everyone,
  'notices.publish': townships,
  'objections.read': [...staff, 'INSPECTOR'],
  // 依据: who complains is told to those who investigate and answer, never to those complained about.
  'objections.objector': ['ORG_DEPARTMENT', ...townships, 'ASSESSMENT_GROUP', 'INSPECTOR'],
  'objections.investigate': ['TOWNSHIP_CLERK', 'ASSESSMENT_GROUP'],
  'objections.answer': townships,

  'results.read': everyone,
  'why.read': everyone,
  'plaques.read': readers,
  'plaques.order': ['ORG_DEPARTMENT'],
  'plaques.hang': ['TOWNSHIP_CLERK', ...village],
  'uses.read': readers,
  'uses.record': ['ORG_DEPARTMENT', ...townships],
  'weak.read': readers,
  'weak.suspect': ['ORG_DEPARTMENT', ...townships],
  // The township verifies on the spot and plans; the county committee's decisions are recorded by its department.
  'weak.verify': ['ORG_DEPARTMENT', ...townships],
  'weak.decide': ['ORG_DEPARTMENT'],
  'weak.report': [...townships, ...village],
  'removals.read': readers,
  'removals.propose': ['ORG_DEPARTMENT', ...townships],
  'removals.decide': townships,
  'books.merge': ['ORG_DEPARTMENT', 'TOWNSHIP_CLERK'],
  // Sheets of one's own area; what each row may do is permitted again by the act it becomes.
  'imports.make': ['ORG_DEPARTMENT', 'TOWNSHIP_CLERK'],
  // 合村并居: merge, split and move of units, with everything that belongs to them.
  'org.restructure': ['ORG_DEPARTMENT'],
  'setup.read': ['ORG_DEPARTMENT'],
  // Drafts for many townships at once, when a county begins: each township goes on with its own.
  'schemes.lay_out': ['ORG_DEPARTMENT'],
  'circulars.write': ['ORG_DEPARTMENT', ...townships],
  // Filled paper typed in; who typed it first is not who types it again.
  'papers.key': [...village, 'BRANCH_COMMITTEE', 'TOWNSHIP_CLERK'],
  // Which sheets are out and what came of them; score sheets are printed and typed by whoever assesses.
  'papers.read': [...staff, 'BRANCH_COMMITTEE', 'INSPECTOR'],
  'exports.make': [...staff, 'INSPECTOR'],
} as const satisfies Record<string, readonly Post[]>

/** One of the three. */
export const isAdministrator = (post: Post): boolean => (administrators as readonly Post[]).includes(post)
/** The security administrator fills the posts of the three, the department all others: neither makes himself both. */
export const fills = (by: Post, post: Post): boolean =>
  by === (isAdministrator(post) ? 'SECURITY_ADMIN' : 'ORG_DEPARTMENT')

export type Action = keyof typeof grants
export type Access = Action | 'signed-in' | 'public'
export const actions = Object.keys(grants) as Action[]

export const holds = (post: Post, action: Action): boolean =>
  (grants[action] as readonly Post[]).includes(post)
export const actionsOf = (post: Post): Action[] => actions.filter((action) => holds(post, action))
