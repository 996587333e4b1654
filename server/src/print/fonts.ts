import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

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

/**
 * The shipped folders, the open Kai where it was unpacked, and, where it exists, the operator's own (仿宋, 小标宋, 楷体,
 * rare characters) before them.
 */
export const fontFolders = (operatorFolder: string | undefined, kaiFolder: string | undefined): string[] =>
  [operatorFolder, kaiFolder]
    .filter((folder) => folder !== undefined && existsSync(folder))
    .concat(shipped()) as string[]
