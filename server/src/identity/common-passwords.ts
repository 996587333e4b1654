import { demoPassword } from './demo-accounts.ts'

let list: ReadonlySet<string> | undefined
/** The fifty thousand passwords that are tried first, in small letters; read when first asked for. */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  if (!list) {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    list = new Set([demoPassword, ...(dictionary['passwords-common'] as readonly string[])])
  }
  return list
}
