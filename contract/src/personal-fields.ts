/** What is accepted as an ID number, a telephone and a bank account. */
import { z } from 'zod'

/** 依据: GB/T 2260, the first two digits. 99 is nobody's: exercise data use it, so that no real person is meant. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 99'.split(
    ' ',
  ),
)
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Last character of an ID number (GB 11643-1999, ISO 7064 MOD 11-2). @param first17 seventeen digits */
export const checkCharacter = (first17: string): string =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(first17[at]), 0) % 11] as string

/** What is wrong with an ID number, in words for its field; undefined when nothing is. */
export function idNumberFault(text: string): string | undefined {
  if (!/^\d{17}[\dX]$/.test(text)) return '身份证号为18位，最后一位可为X'
  if (!provinces.has(text.slice(0, 2))) return '身份证号前两位不是省级代码，请核对'
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  const day = new Date(`${born}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== born || born < '1900-01-01')
    return '身份证号中的出生日期不存在，请核对'
  if (day.getTime() > Date.now()) return '身份证号中的出生日期晚于今天，请核对'
  if (checkCharacter(text.slice(0, 17)) !== text[17]) return '身份证号校验位不符，请核对每一位数字'
}

const checked = (fault: (text: string) => string | undefined, tidy: (text: string) => string) =>
  z
    .string()
    .max(40)
    .transform(tidy)
    .superRefine((text, context) => {
      const message = fault(text)
      if (message) context.addIssue({ code: 'custom', message })
    })

/** Spaces go, a small x becomes X. */
export const zIdNumber = checked(idNumberFault, (text) => text.replace(/\s/g, '').toUpperCase())
/** A mobile of eleven digits, or a landline with or without its area code. */
export const zPhone = checked(
  (text) =>
    /^1[3-9]\d{9}$/.test(text) || /^(0\d{2,3}-?)?\d{7,8}$/.test(text)
      ? undefined
      : '请填写11位手机号，或带区号的固定电话',
  (text) => text.replace(/\s/g, ''),
)
/** 依据: bank cards have 16 to 19 digits; passbook accounts carry no Luhn digit, so none is asked. */
export const zBankAccount = checked(
  (text) => (/^\d{16,19}$/.test(text) ? undefined : '银行账号为16至19位数字'),
  (text) => text.replace(/[\s-]/g, ''),
)
