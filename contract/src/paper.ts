/** A PDF inside an answer. */
import { z } from 'zod'

/** What may be seen once only goes the way of an answer, not of a download: the screen holds it until it is left. */
export const zPaper = z.object({ name: z.string(), base64: z.string() })
export type Paper = z.output<typeof zPaper>
