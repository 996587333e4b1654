/** ID number, telephone and bank account of a person, as the database keeps them. */
import type { PersonalKind } from '@xinghe/contract/personal'
import { blindIndex, open, seal } from '../platform/sealed.ts'

export interface Personal {
  idNumber?: string | null | undefined
  phone?: string | null | undefined
  bankAccount?: string | null | undefined
}
interface Whose {
  regionId: number
  id: string
}

const sealed = ({ regionId, id }: Whose, column: string, text: string | null) =>
  text === null ? null : seal({ regionId, column: `person.${column}`, row: id }, text)

/** 依据: '0479-1234567' and '04791234567' are one telephone. */
const digits = (phone: string): string => phone.replace(/\D/g, '')
export const idNumberHash = (regionId: number, idNumber: string): string =>
  blindIndex({ regionId, column: 'person.id_number_hash' }, idNumber)
export const phoneHash = (regionId: number, phone: string): string =>
  blindIndex({ regionId, column: 'person.phone_hash' }, digits(phone))

/** The five columns of a person who is put down. */
export const personalColumns = (whose: Whose, given: Personal) => ({
  ...idNumberColumns(whose, given.idNumber ?? null),
  ...phoneColumns(whose, given.phone ?? null),
  ...bankAccountColumns(whose, given.bankAccount ?? null),
})
/** The columns of what is given: left out stays, null empties. */
export const changedColumns = (whose: Whose, { idNumber, phone, bankAccount }: Personal) => ({
  ...(idNumber !== undefined && idNumberColumns(whose, idNumber)),
  ...(phone !== undefined && phoneColumns(whose, phone)),
  ...(bankAccount !== undefined && bankAccountColumns(whose, bankAccount)),
})
const idNumberColumns = (whose: Whose, text: string | null) => ({
  id_number_sealed: sealed(whose, 'id_number_sealed', text),
  id_number_hash: text === null ? null : idNumberHash(whose.regionId, text),
})
const phoneColumns = (whose: Whose, text: string | null) => ({
  phone_sealed: sealed(whose, 'phone_sealed', text),
  phone_hash: text === null ? null : phoneHash(whose.regionId, text),
})
const bankAccountColumns = (whose: Whose, text: string | null) => ({
  bank_account_sealed: sealed(whose, 'bank_account_sealed', text),
})

const columnOf = {
  ID_NUMBER: 'id_number_sealed',
  PHONE: 'phone_sealed',
  BANK_ACCOUNT: 'bank_account_sealed',
} as const satisfies Record<PersonalKind, string>

/** The whole text, or null when there is none. Throws `SealError`. */
export function openPersonal(
  { regionId, id }: Whose,
  kind: PersonalKind,
  row: { [column in (typeof columnOf)[PersonalKind]]?: string | null },
): string | null {
  const column = columnOf[kind]
  const text = row[column] ?? null
  return text === null ? null : open({ regionId, column: `person.${column}`, row: id }, text)
}
