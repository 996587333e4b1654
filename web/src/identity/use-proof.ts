import { useState } from 'react'
import type { CallError } from '../app/call.ts'
import { Form } from '../ui/index.ts'

export interface Proof {
  password: string
  code: string
}
/** A form of password and code: what is refused at a field is said there, anything else below. */
export function useProof() {
  const [form] = Form.useForm<Proof>()
  const [fault, setFault] = useState<string>()
  const send = async (act: () => Promise<unknown>) => {
    setFault(undefined)
    try {
      await act()
    } catch (error) {
      const { fields, message } = error as CallError
      form.setFields(fields.map((one) => ({ name: one.path as keyof Proof, errors: [one.message] })))
      if (fields.length === 0) setFault(message)
    }
  }
  return { form, fault, send }
}
