const pad = (value: number, width: number) => String(value).padStart(width, '0')

/** '2026-03-012-007': year, township, village, member of the village; member 0 is the village organisation. */
export const bookNumber = (year: number, townshipSeq: number, villageSeq: number, member: number): string =>
  `${year}-${pad(townshipSeq, 2)}-${pad(villageSeq, 3)}-${pad(member, 3)}`
