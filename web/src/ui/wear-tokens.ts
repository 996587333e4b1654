import { face, songFace, type Tokens, tokensOf } from './tokens.ts'

const lengths = new Set<keyof Tokens>(['text', 'small', 'title', 'target', 'row', 'bar', 'bottom', 'side'])
const nameOf = (key: string) =>
  `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/(\d)$/, '-$1')}`

/** Makes the tokens CSS variables: ink2 → --ink-2, redHover → --red-hover. Called at the start and when 长辈版 is switched. */
export function wearTokens(elder = false): void {
  const { style } = document.documentElement
  for (const [key, value] of Object.entries(tokensOf(elder)))
    style.setProperty(nameOf(key), lengths.has(key as keyof Tokens) ? `${value}px` : String(value))
  style.setProperty('--face', face)
  style.setProperty('--song', songFace)
}
