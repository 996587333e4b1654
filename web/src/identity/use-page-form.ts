import { useState } from 'react'
import type { CallError } from '../app/call.ts'
import { Form } from '../ui/index.ts'

/** A form that is a page of its own: what is refused at a field is said there, anything else below. */
export function usePageForm<Values extends object>() {
  const [form] = Form.useForm<Values>()
  const [fault, setFault] = useState<string>()
  const send = async (act: () => Promise<unknown>) => {
    setFault(undefined)
    try {
      await act()
    } catch (error) {
      const { fields, message } = error as CallError
      form.setFields(fields.map((one) => ({ name: one.path as never, errors: [one.message] })))
      if (fields.length === 0) setFault(message)
    }
  }
  return { form, fault, send }
}
