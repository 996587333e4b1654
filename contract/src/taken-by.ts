import { type Post, posts } from './rights.ts'
import { formatInstant } from './values.ts'

/**
 * The line at the end of whatever leaves with people's data: who took it, when, and under which number the trail has it.
 * 依据: personal data that turns up somewhere can be traced to whoever took it.
 */
export const takenBy = (
  by: { name: string; post: Post; unitName: string },
  at: Date,
  how: '导出' | '打印',
  traceId?: string,
): string =>
  `由${by.unitName}${posts[by.post]}${by.name}于${formatInstant(at.toISOString())}${how}${traceId ? `，编号${traceId}` : ''}`
