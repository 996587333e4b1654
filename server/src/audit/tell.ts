/** An entry's detail in words: what stood before and after, and what else is to know. */
import { allErrors, type ErrorCode } from '@xinghe/contract/all-errors'
import type { AuditRow } from '@xinghe/contract/audit'
import { categoryWords } from '@xinghe/contract/categories'
import { type Post, posts } from '@xinghe/contract/rights'
import { formatDay, type LocalDate } from '@xinghe/contract/values'

const fields: Record<string, string> = {
  after: '修改后',
  again: '其间又有几次',
  asksFactor: '登录后验动态验证码',
  before: '修改前',
  born_on: '出生日期',
  category: '类别',
  claim: '账号名所在的属性',
  clientId: '客户端编号',
  code: '类别',
  day: '日期',
  days: '天数',
  device: '设备',
  enabled: '启用',
  ended: '结束的登录数',
  entries: '条数',
  factor: '第二重验证',
  file: '文件',
  from: '从',
  home: '本系统的网址',
  hour: '每天几点',
  issuer: '签发者',
  keep: '留几份',
  key: '参数',
  kind: '种类',
  label: '按钮文字',
  last_on: '任职至',
  login: '登录名',
  name: '名称',
  off: '停用',
  on: '自哪天起',
  party_org_kind: '党组织形式',
  party_org_name: '党组织名称',
  phoneChanged: '电话已修改',
  idNumberChanged: '身份证号已修改',
  bankAccountChanged: '银行账号已修改',
  phone: '联系电话',
  post: '岗位',
  reason: '原因',
  refused: '原因',
  route: '方式',
  sex: '性别',
  short_name: '简称',
  to: '到',
  unit_id: '单位',
  upto: '到第几号封签',
  value: '参数值',
  village_type: '嘎查村类别',
  works: '上班',
  year: '年度',
}
const codes: Record<string, Record<string, string>> = {
  village_type: categoryWords.VILLAGE,
  category: categoryWords.MEMBER,
  code: { ...categoryWords.VILLAGE, ...categoryWords.MEMBER },
  post: posts satisfies Record<Post, string>,
  sex: { M: '男', F: '女' },
  kind: { VILLAGE: '嘎查村', MEMBER: '党员' },
}

function inWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  // Where it stands is the entry's subject already.
  if (field === 'route') return value.startsWith('GET ') ? '查看' : '办理'
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value as LocalDate)
  return (
    codes[field]?.[value] ?? (field === 'refused' ? allErrors[value as ErrorCode]?.zh : undefined) ?? value
  )
}

/** `[before, after]` is a change (platform/audit.ts, `changes`); all else is a fact. */
export function tell(detail: unknown): Pick<AuditRow, 'changed' | 'facts'> {
  const changed: AuditRow['changed'] = []
  const facts: AuditRow['facts'] = []
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return { changed, facts }
  for (const [key, value] of Object.entries(detail)) {
    // It has a column of its own.
    if (key === 'address') continue
    const field = fields[key] ?? key
    if (Array.isArray(value) && value.length === 2)
      changed.push({ field, before: inWords(key, value[0]), after: inWords(key, value[1]) })
    else facts.push({ name: field, value: inWords(key, value) })
  }
  return { changed, facts }
}
