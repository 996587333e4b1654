import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { decompress } from 'wawoff2'

const source = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('lxgw-wenkai-webfont/package.json')), 'files')
const slice = /^lxgwwenkai-regular-subset-(\d+)\.woff2$/
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

/** A name of its own for each slice, as long as the one it takes the place of: of faces with one name Typst uses one. */
export const kaiName = (n: number): string => `LXGW Kai${String(n).padStart(3, '0')}`

function renamed(face: Buffer, n: number): Buffer {
  for (const encode of [utf16, (text: string) => Buffer.from(text, 'latin1')]) {
    const family = encode('LXGW WenKai')
    for (let at = face.indexOf(family); at >= 0; at = face.indexOf(family, at + 1))
      encode(kaiName(n)).copy(face, at)
  }
  return face
}

/**
 * The open Kai (楷体) as files that Typst reads: it ships as web slices, which are unpacked once into `folder`. Whole or
 * not at all: a folder that is there is complete.
 */
export async function unpackKai(folder: string): Promise<string> {
  if (existsSync(folder)) return folder
  const making = `${folder}-${process.pid}`
  mkdirSync(making, { recursive: true })
  for (const name of readdirSync(source())) {
    const found = slice.exec(name)
    if (!found) continue
    const n = Number(found[1])
    const face = Buffer.from(await decompress(readFileSync(join(source(), name))))
    writeFileSync(join(making, `${kaiName(n)}.ttf`), renamed(face, n))
  }
  try {
    renameSync(making, folder)
  } catch (error) {
    // Another process was quicker.
    rmSync(making, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}
