/** Answers that are files, and bodies that carry one. */
import { z } from 'zod'

export interface Download {
  /** Whole, or piece by piece where it is large. */
  bytes: Uint8Array | AsyncIterable<Uint8Array>
  mime: string
  /** Chinese file name with its ending. */
  name: string
  inline?: boolean
}
export const zDownload = z.custom<Download>()
/** Whether a route answers a file. */
export const isDownload = ({ answer }: { answer: z.ZodType }): boolean => answer === (zDownload as z.ZodType)

export interface UploadedFile {
  name: string
  mime: string
  bytes: Uint8Array
}
/** A multipart body with one part named `file`; other parts arrive as text. */
export const zUpload = z.object({ file: z.custom<UploadedFile>() })
