import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { Refusal } from '../platform/refusal.ts'
import { fontFolders } from './fonts.ts'
import { unpackKai } from './kai.ts'

export type PrintOptions = {
  /** The only date in the file: the same data and date give the same bytes. */
  createdAt: Date
  /** PDF/A-2b, the archive's form, is the only one printed. */
  pdfStandard?: '2b'
}

/** A text holds a character that no loaded face can draw, e.g. in a rare name. */
export class MissingGlyph extends Refusal {
  constructor(text: string) {
    super('common.missing_glyph', { text })
  }
}

const templates = fileURLToPath(new URL('../../print/', import.meta.url))
let operatorFolder = process.env.FONT_DIR
let kaiFolder: string | undefined
let compiler: NodeCompiler | undefined

/** Names the operator's font folder; FONT_DIR in the environment is used until then. Fonts are read at the next sheet. */
export const useFontFolder = (folder: string): void => {
  operatorFolder = folder
  compiler = undefined
}

/** The open Kai (楷体), unpacked into `folder` on first use; until then Song stands in its place. */
export const useKai = async (folder: string): Promise<void> => {
  kaiFolder = await unpackKai(folder)
  compiler = undefined
}

/** The operator's own folder, where one is named. */
export const fontFolder = (): string | undefined => operatorFolder

/** Reads all faces anew at the next sheet, e.g. after the operator put files into his folder. */
export const readFacesAnew = (): void => {
  compiler = undefined
}

/** Faces are read once: a sheet then takes milliseconds. */
const theCompiler = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({
    workspace: templates,
    fontArgs: [{ fontPaths: fontFolders(operatorFolder, kaiFolder) }],
  })
  return compiler
}

/**
 * Sets `template` (a file name in server/print without its ending) with `data` and returns a PDF/A-2b file.
 * Data goes in as JSON and is never read as markup.
 * @throws MissingGlyph when a character cannot be drawn.
 */
export const compilePdf = (
  template: string,
  data: unknown,
  { createdAt, pdfStandard = '2b' }: PrintOptions,
): Buffer => {
  const typst = theCompiler()
  const made = typst.compile({
    mainFilePath: `${templates}${template}.typ`,
    inputs: { data: JSON.stringify(data) },
  })
  if (!made.result) {
    const error = made.takeError()
    throw new Error(`template ${template}: ${JSON.stringify(error?.shortDiagnostics)}`)
  }
  try {
    return typst.pdf(made.result, {
      pdfStandard: `a-${pdfStandard}`,
      creationTimestamp: Math.floor(createdAt.getTime() / 1000),
    })
  } catch (error) {
    const text = /the text `(.+?)` could not be displayed/.exec(String(error))?.[1]
    throw text === undefined ? error : new MissingGlyph(text)
  } finally {
    typst.evictCache(3)
  }
}

/** What is printed where an official face is not there. */
export const standsIn = (face: string): string =>
  face === '黑体' ? '思源黑体' : face === '楷体' && kaiFolder ? '霞鹜文楷' : '思源宋体'

/** Whether each official face (仿宋, 小标宋, 楷体, 黑体) stands on this machine, for the print settings page. */
export const officialFaces = (): Record<string, boolean> => {
  const typst = theCompiler()
  const warnings = typst.compile({ mainFilePath: `${templates}faces.typ`, inputs: {} }).takeWarnings()
  const missing = new Set((warnings?.shortDiagnostics ?? []).map(({ message }) => message.toLowerCase()))
  const families: Record<string, string[]> = JSON.parse(readFileSync(`${templates}faces.json`, 'utf8'))
  const found = (name: string) => !missing.has(`unknown font family: ${name.toLowerCase()}`)
  return Object.fromEntries(Object.entries(families).map(([face, names]) => [face, names.some(found)]))
}
