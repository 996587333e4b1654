/** What the timeline says of each audited act. A capability adds its acts here; the code itself never reaches a screen. */
export const auditWords: Record<string, string> = {
  'org.unit_added': '设立',
  'org.unit_edited': '修改单位信息',
  'org.person_added': '登记入册',
  'org.person_edited': '更正个人信息',
  'org.member_transferred': '转接组织关系',
  'org.category_changed': '变更类别',
  'org.membership_ended': '移出名册',
  'org.post_granted': '任命',
  'org.post_ended': '免去职务',
  'org.account_opened': '开通账号',
  'org.password_renewed': '重置密码',
  'work.handed_over': '转办',
  'work.taken_back': '收回转办',
  'work.accepted': '接收转办',
  'work.declined': '退回转办',
  'work.reminded': '催办',
  'work.escalated': '超期上报',
  'settings.set': '修改参数',
  'calendar.year_entered': '录入放假安排',
  'calendar.day_set': '修改工作日',
}
export const auditWord = (action: string): string => auditWords[action] ?? '办理'
