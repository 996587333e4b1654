import { Form } from 'antd'
import type { ComponentProps, ReactNode } from 'react'

type Rule = NonNullable<ComponentProps<typeof Form.Item>['rules']>[number]
export interface FieldProps {
  /** As in the body of the route: 'reason', or ['targets', 0, 'points']. */
  name: string | (string | number)[]
  label?: ReactNode
  /** Below the input, before anything is wrong. */
  help?: ReactNode
  required?: boolean
  /** What is said when it is left empty. */
  missing?: string
  rules?: Rule[]
  /** For Checkbox and Switch. */
  ticked?: boolean
  children: ReactNode
}
/** One labelled input of a FormDrawer (or any antd Form). */
export function Field({
  name,
  label,
  help,
  required = false,
  missing = '请填写此项',
  rules = [],
  ticked = false,
  children,
}: FieldProps) {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={help}
      required={required}
      rules={required ? [{ required: true, message: missing }, ...rules] : rules}
      valuePropName={ticked ? 'checked' : 'value'}
    >
      {children}
    </Form.Item>
  )
}
