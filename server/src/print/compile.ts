import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Refusal } from '../platform/refusal.ts'
import { fontFolders } from './fonts.ts'

export type PrintOptions = {
  /** The only date in the file: the same data and date give the same bytes. */
  createdAt: Date
  /** PDF/A-2b, the archive's form, is the only one printed. */
  pdfStandard?: '2b'
  /** What a screen reader follows; left out of thousands of pages for the printer, where it doubles the file. */
  tags?: boolean
}

/** A text holds a character that no loaded face can draw, e.g. in a rare name. */
export class MissingGlyph extends Refusal {
  readonly text: string
  constructor(text: string) {
    super('common.missing_glyph', { text })
    this.text = text
  }
}

const templates = fileURLToPath(new URL('../../print/', import.meta.url))
const require = createRequire(import.meta.url)
let compiler: NodeCompiler | undefined
let faces = ''

/** Faces are read once: a sheet then takes milliseconds. */
const theCompiler = (fonts: readonly string[]): NodeCompiler => {
  const now = fonts.join('\n')
  if (!compiler || faces !== now) {
    // A whole typesetter: opened with the first sheet.
    const typst: typeof import('@myriaddreamin/typst-ts-node-compiler') = require('@myriaddreamin/typst-ts-node-compiler')
    compiler = typst.NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [...fonts] }] })
  }
  faces = now
  return compiler
}

/** Reads all faces anew at the next sheet, e.g. after the operator put files into his folder. */
export const readFacesAnew = (): void => {
  compiler = undefined
}

/** A PDF and the pages, from 1, on which its sheets begin. */
export interface Compiled {
  pdf: Buffer
  pages: number
  begins: number[]
}

/** The message quotes as Rust does, and quotes that once more: \"王\\u{5fffd}\". */
const plain = (quoted: string): string =>
  quoted
    .replace(/\\+u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/^[\\"]+|[\\"]+$/g, '')

/** `template` (a file name in server/print without its ending) set with `data`, by these faces. */
export const compileWith = (
  fonts: readonly string[],
  template: string,
  data: unknown,
  { createdAt, pdfStandard = '2b', tags = true }: PrintOptions,
): Compiled => {
  const typst = theCompiler(fonts)
  const made = typst.compile({
    mainFilePath: `${templates}${template}.typ`,
    inputs: { data: JSON.stringify(data) },
  })
  if (!made.result) {
    const error = made.takeError()
    throw new Error(`template ${template}: ${JSON.stringify(error?.shortDiagnostics)}`)
  }
  try {
    const pdf = typst.pdf(made.result, {
      pdfStandard: `a-${pdfStandard}`,
      pdfTags: tags,
      creationTimestamp: Math.floor(createdAt.getTime() / 1000),
    })
    const pages = made.result.numOfPages
    return {
      pdf,
      pages,
      begins: typst.query(made.result, { selector: '<begins>', field: 'value' }) as number[],
    }
  } catch (error) {
    const text = /the text `(.+?)` could not be displayed/.exec(String(error))?.[1]
    throw text === undefined ? error : new MissingGlyph(plain(text))
  } finally {
    typst.evictCache(3)
  }
}

/**
 * Sets `template` with `data` and returns a PDF/A-2b file. Data goes in as JSON and is never read as markup.
 * @throws MissingGlyph when a character cannot be drawn.
 */
export const compilePdf = (template: string, data: unknown, options: PrintOptions): Buffer =>
  compileWith(fontFolders(), template, data, options).pdf

/**
 * Whether each official face (仿宋, 小标宋, 楷体, 黑体) stands on this machine, for the print settings page.
 */
export const officialFaces = (): Record<string, boolean> => {
  const typst = theCompiler(fontFolders())
  const warnings = typst.compile({ mainFilePath: `${templates}faces.typ`, inputs: {} }).takeWarnings()
  const missing = new Set((warnings?.shortDiagnostics ?? []).map(({ message }) => message.toLowerCase()))
  const families: Record<string, string[]> = JSON.parse(readFileSync(`${templates}faces.json`, 'utf8'))
  const found = (name: string) => !missing.has(`unknown font family: ${name.toLowerCase()}`)
  return Object.fromEntries(Object.entries(families).map(([face, names]) => [face, names.some(found)]))
}
