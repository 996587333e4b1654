import { sql } from 'kysely'
import type { Tx } from '../platform/tx.ts'

/** Sorts of names → logins that nobody has, in the same order: 'wu lan' → 'wulan', or with the first free number behind it. */
export async function freeLogins(tx: Tx, sorts: readonly string[]): Promise<string[]> {
  const stems = sorts.map((sort) =>
    sort
      // 吕 is typed lv on every keyboard.
      .replace(/ü/g, 'v')
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 30)
      .padEnd(3, '0'),
  )
  const patterns = [...new Set(stems)].map((stem) => `${stem}%`)
  const known = await tx
    .selectFrom('login_name')
    .select('login')
    .where(sql<boolean>`login like any(${patterns}::text[])`)
    .execute()
  const taken = new Set(known.map((row) => row.login))
  return stems.map((stem) => {
    for (let number = 1; ; number++) {
      const login = number === 1 ? stem : `${stem}${number}`
      if (taken.has(login)) continue
      taken.add(login)
      return login
    }
  })
}
