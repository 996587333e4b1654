/** 三员分立 (GB/T 22239-2019, 8.1.5): what nobody holds at the same time. Who fills which post is in the table of rights. */
import { isAdministrator, type Post } from '@xinghe/contract/rights'

/** Whether one person may hold these posts side by side: one of the three holds no other post, not even of the three. */
export const goTogether = (held: readonly Post[]): boolean =>
  !held.some(isAdministrator) || new Set(held).size <= 1
