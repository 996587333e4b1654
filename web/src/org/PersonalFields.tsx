/** The three inputs, checked as the server checks them when the input is left. */
import { zBankAccount, zIdNumber, zPhone } from '@xinghe/contract/personal-fields'
import type { z } from 'zod'
import { Field, Input } from '../ui/index.ts'

const as = (shape: z.ZodType) => ({
  validator: (_: unknown, text?: string) => {
    const checked = text ? shape.safeParse(text) : undefined
    return checked && !checked.success
      ? Promise.reject(new Error(checked.error.issues[0]?.message))
      : Promise.resolve()
  },
})
const inputs = [
  { name: 'idNumber', label: '身份证号', shape: zIdNumber, mode: 'text' },
  { name: 'phone', label: '电话', shape: zPhone, mode: 'tel' },
  { name: 'bankAccount', label: '银行账号', shape: zBankAccount, mode: 'numeric' },
] as const
export type NumberName = (typeof inputs)[number]['name']
export type Numbers = Partial<Record<NumberName, string | null>>

/** What was left empty stays as it is: a screen only knows the masks. */
export const typedNumbers = (numbers: Numbers): Numbers =>
  Object.fromEntries(Object.entries(numbers).filter(([, text]) => text?.trim()))

export function PersonalFields({ masks = {} }: { masks?: Partial<Record<NumberName, string | null>> }) {
  return inputs.map(({ name, label, shape, mode }) => (
    <Field
      key={name}
      name={name}
      label={label}
      help={masks[name] ? `现为 ${masks[name]}，不改请留空` : undefined}
      rules={[as(shape)]}
    >
      <Input inputMode={mode} maxLength={30} autoComplete="off" />
    </Field>
  ))
}
