/** Paths of the tree: four base-36 characters a level (docs/decisions/0003). */
export const labelWidth = 4
/** 37 → '0011'. 1,679,616 children a unit. */
export const label = (seq: number): string => {
  if (!Number.isInteger(seq) || seq < 0 || seq >= 36 ** labelWidth)
    throw new RangeError(`no label for ${seq}`)
  return seq.toString(36).padStart(labelWidth, '0')
}
/** '00010002' → ['0001', '00010002']: the unit's ancestors and itself. */
export const lineage = (path: string): string[] =>
  Array.from({ length: path.length / labelWidth }, (_, level) => path.slice(0, (level + 1) * labelWidth))
