import { z } from 'zod'
import { route } from './route.ts'

export const getHealth = route({
  method: 'GET',
  path: '/api/health',
  access: 'public',
  summary: 'Ready to serve',
  answer: z.object({ ok: z.literal(true), version: z.string() }),
})
