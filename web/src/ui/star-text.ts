/** Ten characters, one a star in scheme order: G gold, S silver, R red, 1 lit without colour, - not lit. */
import { starColours } from '@xinghe/contract/words'

export type StarMark = 'G' | 'S' | 'R' | '1' | '-'

const markOf = (letter: string | undefined): StarMark =>
  letter === 'G' || letter === 'S' || letter === 'R' || letter === '1' ? letter : '-'
export const marksOf = (stars: string): StarMark[] =>
  Array.from({ length: 10 }, (_, index) => markOf(stars[index]))

/** The server's two strings as one: lit '1101…' and colours 'GS-R…'. */
export const starsOf = (lit: string | null | undefined, colours?: string | null): string =>
  Array.from({ length: 10 }, (_, index) => {
    if (lit?.[index] !== '1') return '-'
    const mark = markOf(colours?.[index])
    return mark === '-' ? '1' : mark
  }).join('')

export const litCount = (stars: string): number => marksOf(stars).filter((mark) => mark !== '-').length
export const markWord = (mark: StarMark): string =>
  mark === '-' ? '未点亮' : mark === '1' ? '已点亮' : starColours[mark]

/** '点亮 8 颗：共性星 5 颗，职责星 2 颗，自选星 1 颗；金星 3 颗，红星 5 颗' */
export function bandWords(stars: string): string {
  const marks = marksOf(stars)
  const lit = (from: number, to: number) => marks.slice(from, to).filter((mark) => mark !== '-').length
  const colours = (['G', 'S', 'R'] as const)
    .map((colour) => ({ colour, count: marks.filter((mark) => mark === colour).length }))
    .filter(({ count }) => count > 0)
    .map(({ colour, count }) => `${starColours[colour]} ${count} 颗`)
  const groups = `点亮 ${lit(0, 10)} 颗：共性星 ${lit(0, 5)} 颗，职责星 ${lit(5, 8)} 颗，自选星 ${lit(8, 10)} 颗`
  return colours.length ? `${groups}；${colours.join('，')}` : groups
}
