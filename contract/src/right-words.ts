/** The table of rights in words, for the page that shows it: what each action lets one do, and the posts by their level. */
import type { Action, Post } from './rights.ts'

/** By field of work, in the order of the page. */
export const rightWords = {
  组织和人员: {
    'org.read': '查看组织机构',
    'org.edit': '登记、修改单位',
    'org.restructure': '合并、拆分、划转单位',
    'org.post': '任免职务、办理岗位交接（三员由安全保密管理员任免）',
    'substitutes.name': '请人代办（AB岗）',
    'people.read': '查看党员和干部（党员只看本人）',
    'personal.read': '写明用途后查看完整的身份证号、电话、银行账号',
    'people.edit': '登记、更正、转接、移出党员',
    'accounts.keep': '开通账号、重置密码、结束登录',
  },
  办事: {
    'work.read': '查看本人待办',
    'work.hand_over': '把待办转给同事',
    'area.read': '查看辖区进度',
    'files.add': '上传佐证材料',
    'files.read': '查看佐证材料',
    'exports.make': '导出名单和台账、批量打印',
    'imports.make': '导入表格',
    'papers.key': '打印、录入纸质登记表（打分表由考核组录入）',
    'papers.read': '查看纸质表',
    'setup.read': '查看启用向导',
    'calendar.read': '查看工作日历',
    'calendar.edit': '录入工作日历',
    'settings.read': '查看参数',
    'settings.edit': '修改业务参数',
    'fairness.read': '查看公平性提示',
  },
  设星: {
    'schemes.read': '查看星级方案',
    'schemes.draft': '起草方案',
    'schemes.lay_out': '为各苏木镇铺开示例方案',
    'schemes.submit': '报审方案',
    'schemes.review': '审核方案',
    'schemes.publish': '发布方案',
    'schemes.what_if': '试算方案',
  },
  报星: {
    'declarations.read': '查看报星表（党员只看本人）',
    'declarations.draft': '填写报星表（党员只填本人）',
    'declarations.submit': '提交报星表',
    'declarations.confirm': '确认报星表',
    'exemptions.apply': '申请免评',
    'exemptions.decide': '审批免评',
  },
  积分: {
    'books.read': '查看积分手册（党员只看本人）',
    'books.merge': '合并重复的手册',
    'slips.read': '查看积分单（党员只看本人）',
    'slips.enter': '登记积分（党员只登记本人）',
    'slips.confirm': '确认积分（不办本人的、本人登记的）',
    'slips.check': '核查积分（不办本人的）',
    'entries.reverse': '冲正积分',
    'vetoes.record': '登记一票否决',
    'quarters.read': '查看季度结账',
    'quarters.close': '季度结账',
    'quarters.unlock': '重新打开季度',
  },
  评星: {
    'year_end.read': '查看年终评定',
    'year_end.self_assess': '自评',
    'year_end.review': '支部评议',
    'year_end.assess': '考核',
    'year_end.determine': '综合评定',
    'year_end.file': '报备结果',
    'year_end.confirm': '审定结果',
  },
  公示和异议: {
    'notices.read': '查看公示',
    'notices.publish': '发布公示',
    'objections.read': '查看异议',
    'objections.objector': '查看异议人是谁',
    'objections.investigate': '调查异议',
    'objections.answer': '答复异议',
  },
  授星和用星: {
    'results.read': '查看评定结果',
    'circulars.write': '起草、打印结果通报',
    'why.read': '查看星级依据',
    'plaques.read': '查看牌匾',
    'plaques.order': '制作牌匾',
    'plaques.hang': '挂牌、摘牌',
    'uses.read': '查看结果使用',
    'uses.record': '登记结果使用',
    'removals.read': '查看摘星降星',
    'removals.propose': '提出摘星降星',
    'removals.decide': '决定摘星降星',
  },
  软弱涣散整顿: {
    'weak.read': '查看整顿台账',
    'weak.suspect': '提出疑似对象',
    'weak.verify': '实地核查、制定方案',
    'weak.decide': '倒排确定、验收销号',
    'weak.report': '上报整改进展',
  },
  安全和运行: {
    'security.edit': '修改登录安全参数、设置单点登录',
    'audit.read': '查看审计日志',
    'backups.keep': '数据备份',
  },
} as const
type Worded = {
  [group in keyof typeof rightWords]: keyof (typeof rightWords)[group]
}[keyof typeof rightWords]
/** An action without words, or words without an action, do not compile. */
export const everyRightHasItsWords: [Exclude<Action, Worded>, Exclude<Worded, Action>] extends [never, never]
  ? true
  : never = true

/** 依据: a post is held at a unit and reaches that unit's whole subtree; what is one's own matter is refused everywhere. */
export const postLevels = [
  {
    name: '旗县区',
    reach: '任职的旗县区及全部下级',
    posts: ['ORG_DEPARTMENT', 'DISTRICT_DEPARTMENT'],
  },
  {
    name: '苏木镇、街道',
    reach: '任职的苏木镇、街道及所辖嘎查村、社区',
    posts: ['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK', 'ASSESSMENT_GROUP', 'STREET_SECRETARY'],
  },
  {
    name: '嘎查村、社区',
    reach: '任职的嘎查村、社区（窗口和社区工作者也可在街道任职）及其下级',
    posts: [
      'VILLAGE_SECRETARY',
      'VILLAGE_CLERK',
      'BRANCH_COMMITTEE',
      'COMMUNITY_SECRETARY',
      'COMMUNITY_WORKER',
      'WINDOW_CLERK',
    ],
  },
  { name: '党员', reach: '本人的记录', posts: ['MEMBER'] },
  { name: '只读', reach: '任职单位及全部下级，只看不办', posts: ['INSPECTOR'] },
  {
    name: '三员',
    reach: '管账号、安全和审计，看不到业务数据',
    posts: ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'],
  },
] as const satisfies readonly { name: string; reach: string; posts: readonly Post[] }[]
