/** A PDF that came inside an answer: saved from the page, since no address leads to it again. */
import type { Paper } from '@xinghe/contract/paper'

export function savePaper({ name, base64 }: Paper): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
