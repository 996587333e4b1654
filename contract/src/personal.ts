/** ID number, telephone, bank account: what is accepted, who sees them whole, and what a list may show. */
import { z } from 'zod'
import { personRow } from './org.ts'
import { type ErrorTable, route } from './route.ts'
import { zId } from './values.ts'

export const personalErrors = {
  'personal.id_number_taken': { status: 409, zh: '此身份证号已登记在另一人名下，请核对后再填' },
  'personal.purpose_needed': { status: 422, zh: '请写明查看用途' },
  'personal.unreadable': { status: 409, zh: '此项内容无法解密，请联系系统管理员检查密钥文件' },
} as const satisfies ErrorTable

export const personalKinds = { ID_NUMBER: '身份证号', PHONE: '电话', BANK_ACCOUNT: '银行账号' } as const
export type PersonalKind = keyof typeof personalKinds
const personalKindKeys = Object.keys(personalKinds) as [PersonalKind, ...PersonalKind[]]

/** 依据: what a register is opened for; the sentence says which matter. */
export const purposes = {
  REGISTER: '核对党员信息',
  REWARD: '发放奖励补助',
  CONTACT: '工作联系',
  TRANSFER: '转接组织关系',
  OTHER: '其他',
} as const
export type Purpose = keyof typeof purposes
const purposeKeys = Object.keys(purposes) as [Purpose, ...Purpose[]]

export const revealPersonal = route({
  method: 'POST',
  path: '/api/org/people/:id/reveal',
  access: 'people.read',
  summary: 'Whole ID number, telephone or bank account: one’s own, or with a purpose that is written down',
  params: z.object({ id: zId }),
  body: z.object({
    what: z.array(z.enum(personalKindKeys)).min(1).max(3),
    /** Not asked of who reads what is his own. */
    purpose: z.enum(purposeKeys).nullish(),
    note: z.string().trim().max(100, '最多100个字').default(''),
  }),
  answer: z.object({
    idNumber: z.string().nullable(),
    phone: z.string().nullable(),
    bankAccount: z.string().nullable(),
  }),
  errors: ['personal.purpose_needed', 'personal.unreadable'],
  secret: true,
})
/** A body, not a query: an address is kept in histories and logs. */
export const findPeople = route({
  method: 'POST',
  path: '/api/org/people/find',
  access: 'people.read',
  summary: 'People of my subtree by a whole ID number or telephone',
  body: z.object({ number: z.string().trim().min(7, '请填写完整的号码').max(30) }),
  answer: z.object({ rows: z.array(personRow) }),
  secret: true,
})
