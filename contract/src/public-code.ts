/** Codes that stand on paper and lead to a public page. Each begins with its county, so that no look-up needs a sign-in. */

const form = /^([0-9A-Z]{1,5})-[0-9A-Z]{4,12}$/
/** '1-7KX3M9QA' → 1; undefined when it is no such code. */
export const regionOfCode = ({ code }: { code: string }): number | undefined => {
  const match = form.exec(code.trim().toUpperCase())
  return match ? Number.parseInt(match[1] as string, 36) : undefined
}
/** The county's prefix and a short code: (1, '7KX3M9QA') → '1-7KX3M9QA'. */
export const codeOf = (regionId: number, short: string): string =>
  `${regionId.toString(36).toUpperCase()}-${short}`
