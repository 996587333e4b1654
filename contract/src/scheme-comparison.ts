/** Two versions of a scheme, or two schemes, beside each other: the newer, the older, and the rules' differences. */
import { z } from 'zod'
import { route } from './route.ts'
import type { SchemeDiff } from './scheme-diff.ts'
import { schemeRule, schemeStateKeys } from './schemes.ts'
import { zId } from './values.ts'
import { subjectKeys } from './words.ts'

export const schemeLabel = z.object({
  id: zId,
  schemeId: zId,
  townshipName: z.string(),
  subject: z.enum(subjectKeys),
  year: z.int(),
  version: z.int(),
  state: z.enum(schemeStateKeys),
  title: z.string(),
})
export type SchemeLabel = z.output<typeof schemeLabel>

const changes = z.enum(['ADDED', 'REMOVED', 'CHANGED', 'SAME'])
const fields = z.array(z.object({ label: z.string(), from: z.string(), to: z.string() }))
const diff = z.object({
  head: fields,
  parts: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      change: changes,
      fields,
      rules: z.array(
        z.object({
          change: changes,
          from: schemeRule.nullable(),
          to: schemeRule.nullable(),
          fields,
        }),
      ),
    }),
  ),
  counts: z.record(changes, z.int()),
}) satisfies z.ZodType<SchemeDiff>

export const compareSchemes = route({
  method: 'GET',
  path: '/api/schemes/:id/comparison',
  access: 'schemes.read',
  summary: 'What a version changes against another: its predecessor, last year’s, or one of another township',
  params: z.object({ id: zId }),
  /** Left out: the version before it, else the township's own of an earlier year. */
  query: z.object({ versionId: zId.optional() }),
  answer: z.object({
    to: schemeLabel,
    /** Null when there is nothing to compare with. */
    from: schemeLabel.nullable(),
    diff: diff.nullable(),
    /** What it may be compared with, the likeliest first. */
    others: z.array(schemeLabel),
  }),
})
