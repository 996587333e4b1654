/**
 * 楷体 that ships with the product: npm carries it as compressed slices for web pages. They are decompressed once into a
 * folder of their own. All call themselves by one name, under which Typst would look into one of them only, so each gets
 * a name of the same length in place of it; server/print/kai.json lists these.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const slice = /^lxgwwenkai-regular-subset-(\d+)\.woff2$/
const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16()
const family = 'LXGW WenKai'

/** 'LXGW Kai 3B' for slice 119. */
export const kaiName = (number: number): string =>
  `LXGW Kai ${number.toString(36).toUpperCase().padStart(2, '0')}`

function renamed(face: Buffer, name: string): Buffer {
  const from = utf16(family)
  for (let at = face.indexOf(from); at >= 0; at = face.indexOf(from, at + 1)) utf16(name).copy(face, at)
  return face
}

/** The folder with the slices, made below `cache` when it is not there yet; half of it is never taken for the whole. */
export async function kaiFolder(cache: string): Promise<string> {
  const root = dirname(require.resolve('lxgw-wenkai-webfont/package.json'))
  const { version } = require('lxgw-wenkai-webfont/package.json') as { version: string }
  const folder = join(cache, `kai-${version}`)
  if (existsSync(folder)) return folder
  // Compiles a module of its own as soon as it is imported.
  const { decompress } = await import('wawoff2')
  const making = `${folder}.${process.pid}`
  await mkdir(making, { recursive: true })
  for (const file of await readdir(join(root, 'files'))) {
    const number = slice.exec(file)?.[1]
    if (number === undefined) continue
    const face = Buffer.from(await decompress(await readFile(join(root, 'files', file))))
    await writeFile(join(making, `${number}.ttf`), renamed(face, kaiName(Number(number))))
  }
  // Two processes may have made it at the same time: one is as good as the other.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
  return folder
}
