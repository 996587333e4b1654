/** 三员分立 (GB/T 22239-2019, 8.1.5): who fills which post, and what nobody holds at the same time. */
import { administrators, type Post } from '@xinghe/contract/rights'

const among = (post: Post): boolean => (administrators as readonly Post[]).includes(post)

/** Whether one person may hold these posts side by side: one of the three holds no other post, not even of the three. */
export const goTogether = (held: readonly Post[]): boolean => !held.some(among) || new Set(held).size <= 1
