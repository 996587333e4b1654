import { createRequire } from 'node:module'
import qpdf from '@neslinesli93/qpdf-wasm'

const wasm = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm')

/** Several files as one, page after page. */
export async function joinPdfs(parts: readonly Buffer[]): Promise<Uint8Array> {
  const [first] = parts
  if (first && parts.length === 1) return first
  const tool = await qpdf({ locateFile: () => wasm })
  // Its types leave this out.
  const files = tool.FS as typeof tool.FS & { writeFile(path: string, bytes: Uint8Array): void }
  parts.forEach((bytes, at) => void files.writeFile(`/${at}.pdf`, bytes))
  // The first is the base: what it says of itself (PDF/A, title, date) goes for the whole.
  const code = tool.callMain([
    ...['/0.pdf', '--pages', '.', '1-z'],
    ...parts.slice(1).flatMap((_, at) => [`/${at + 1}.pdf`, '1-z']),
    ...['--', '/whole.pdf'],
  ])
  if (code !== 0) throw new Error(`qpdf could not join ${parts.length} files: ${code}`)
  return files.readFile('/whole.pdf')
}
