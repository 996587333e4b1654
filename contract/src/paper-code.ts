/** The code of a paper sheet: county, seven letters and a check character, so that a typing error is refused: 1-7KX3M9QA. */

/** 31 letters and digits, without 0 O 1 I L. 31 is a prime: one wrong sign or two exchanged ones always show. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const checkOf = (regionId: number, seven: string): string => {
  const sum = [...seven].reduce((all, sign, at) => all + letters.indexOf(sign) * (at + 2), regionId)
  return letters[sum % letters.length] as string
}
/** (1, '7KX3M9Q') → '1-7KX3M9QA'. */
export const paperCodeOf = (regionId: number, seven: string): string =>
  `${regionId.toString(36).toUpperCase()}-${seven}${checkOf(regionId, seven)}`

/**
 * As typed or scanned, in small letters, with blanks, or without the county in front: the code as printed. Undefined when
 * it is no code or its check character does not fit.
 */
export function readPaperCode(typed: string, regionId: number): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s—–_]/g, '')
  const match = /^(?:([0-9A-Z]{1,5})-)?([2-9A-HJKMNP-Z]{7})([2-9A-HJKMNP-Z])$/.exec(text)
  if (!match) return undefined
  const region = match[1] === undefined ? regionId : Number.parseInt(match[1], 36)
  const code = paperCodeOf(region, match[2] as string)
  return code.at(-1) === match[3] ? code : undefined
}
