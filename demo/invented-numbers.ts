/** Numbers that belong to nobody: no province has 99 (GB/T 2260), no bank begins so, and 1990000 is given to no one here. */
import { checkCharacter } from '../contract/src/personal-fields.ts'

/** @param index of the person in his county, below 40 000: no two have the same. */
export function inventNumbers(index: number, sex: 'M' | 'F', bornOn: string) {
  const order = Math.floor(index / 100) * 2 + (sex === 'M' ? 1 : 2)
  const first17 = `9901${String(index % 100).padStart(2, '0')}${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return {
    idNumber: first17 + checkCharacter(first17),
    // Allowances go to some only.
    bankAccount: index % 3 === 0 ? `990000000000${String(index).padStart(7, '0')}` : null,
  }
}
