/** 打印字体: which official faces stand on the machine, and what is printed in place of those that do not. */
import { z } from 'zod'
import { route } from './route.ts'

export const printFaces = z.object({
  faces: z.array(
    z.object({
      /** 仿宋, 小标宋, 楷体, 黑体 */
      name: z.string(),
      here: z.boolean(),
      standsIn: z.string(),
    }),
  ),
  /** Whether the operator's folder is there, and how many font files are in it. */
  folder: z.object({ there: z.boolean(), files: z.int() }),
  can: z.boolean(),
})
export const getPrintFaces = route({
  method: 'GET',
  path: '/api/print/faces',
  access: 'settings.read',
  summary: 'Official faces on this machine',
  answer: printFaces,
})
export const readPrintFaces = route({
  method: 'POST',
  path: '/api/print/faces/read',
  access: 'settings.edit',
  summary: 'Read the font folder anew',
  body: z.object({}),
  answer: printFaces,
})
