/** What stands for a number where nobody has asked for the whole. */

/** '13812341234' → '138****1234'; short numbers keep their last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
}

/**
 * '110105********002X'. 依据: domain E3: the eight that are hidden are the day of birth. Where day of birth or age stand
 * beside it, that mask hides nothing: then only the first six are shown.
 */
export const maskIdNumber = (idNumber: string, besideBirth: boolean): string =>
  besideBirth ? `${idNumber.slice(0, 6)}************` : `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`

/** '************0001' */
export const maskBankAccount = (account: string): string => account.slice(-4).padStart(account.length, '*')
