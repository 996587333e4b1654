/** Every list leaves as the user sees it: at once, or in the background when it is long. */
import { z } from 'zod'
import { zBegun } from './errands.ts'
import { exportKeys, mostAtOnce } from './lists/list.ts'
import { type ErrorTable, route } from './route.ts'

export const exportErrors = {
  'exports.large': {
    status: 422,
    zh: `名单有{count}行，超过${mostAtOnce}行的请转到后台办理`,
  },
} as const satisfies ErrorTable

export const beginExport = route({
  method: 'POST',
  path: '/api/exports',
  access: 'exports.make',
  summary: 'Write a long list into a workbook in the background',
  body: z.object({
    list: z.enum(exportKeys),
    /** As its own route would be asked, the columns too. */
    query: z.record(z.string().max(40), z.string().max(600)),
  }),
  answer: zBegun,
  errors: ['errands.too_many'],
})
