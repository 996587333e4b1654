import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { kaiFolder } from './kai.ts'

const require = createRequire(import.meta.url)
const faces = (name: string, ...weights: string[]): string[] => {
  const root = dirname(require.resolve(`${name}/package.json`))
  return weights.map((weight) => join(root, weight))
}

/** Folders of the open faces that ship with the product: Song, Hei and Mongolian. */
const shipped = (): string[] => [
  ...faces('@expo-google-fonts/noto-serif-sc', '400Regular', '700Bold', '900Black'),
  ...faces('@expo-google-fonts/noto-sans-sc', '400Regular', '700Bold'),
  ...faces('@expo-google-fonts/noto-sans-mongolian', '400Regular'),
]

let operatorFolder = process.env.FONT_DIR
let kai: string | undefined

/** Names the operator's font folder; FONT_DIR in the environment is used until then. Fonts are read at the next sheet. */
export const useFontFolder = (folder: string): void => {
  operatorFolder = folder
}
/** The operator's own folder, where one is named. */
export const fontFolder = (): string | undefined => operatorFolder
/** Unpacks 楷体 below `cache`, which takes a moment the first time. Until then Song is printed in its place. */
export const unpackKai = async (cache: string): Promise<void> => {
  kai = await kaiFolder(cache)
}

/** The shipped folders and, where it exists, the operator's own (仿宋, 小标宋, 楷体, rare characters). */
export const fontFolders = (): string[] => [
  ...(operatorFolder && existsSync(operatorFolder) ? [operatorFolder] : []),
  ...shipped(),
  ...(kai ? [kai] : []),
]

/** What is printed where an official face is not there. */
export const standsIn = (face: string): string =>
  face === '黑体' ? '思源黑体' : face === '楷体' && kai ? '霞鹜文楷' : '思源宋体'
