/** The county in a public code '1-7KX3M9QA' (region in base 36, then a short code); undefined when it is none. */
export const regionOfCode = ({ code }: { code: string }): number | undefined => {
  const match = /^([0-9A-Z]{1,5})-[0-9A-Z]{4,12}$/.exec(code.toUpperCase())
  return match ? Number.parseInt(match[1] as string, 36) : undefined
}
