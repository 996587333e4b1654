import { App, Button, Drawer, Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { z } from 'zod'
import { CallError } from '../app/http.ts'
import './sheet.css'

export interface FormDrawerProps<V extends object> {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** What will happen when it is submitted. */
  sentence?: ReactNode
  /** Values at the start; taken anew whenever it opens. */
  initial?: Partial<V>
  /** The contract's body (or a part of it): checked before sending, each fault at its field. */
  shape?: z.ZodType
  /** Sends. A CallError with fields is put at the fields, any other above the button; success closes the drawer. */
  onSubmit: (values: V) => Promise<unknown>
  submit?: string
  /** `Field`s. As a function it gets the form, for fields that depend on each other. */
  children: ReactNode | ((form: FormInstance<V>) => ReactNode)
  width?: number
}
/** A form beside the page. What was typed is kept until it is sent or given up. */
export function FormDrawer<V extends object>({
  open,
  onClose,
  title,
  sentence,
  initial,
  shape,
  onSubmit,
  submit = '提交',
  children,
  width = 520,
}: FormDrawerProps<V>) {
  const { modal } = App.useApp()
  const [form] = Form.useForm<V>()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()

  useEffect(() => {
    if (!open) return
    setFault(undefined)
    form.resetFields()
  }, [open, form])

  const leave = () => {
    if (!form.isFieldsTouched() || busy) return busy ? undefined : onClose()
    modal.confirm({
      icon: null,
      title: '放弃已填写的内容',
      content: '关闭后，本次填写的内容不会保存。',
      okText: '放弃',
      cancelText: '继续填写',
      onOk: onClose,
    })
  }
  const show = (faults: readonly { path: string; message: string }[]) => {
    const names = new Set(Object.keys(flat(form.getFieldsValue(true))))
    const known = faults.filter(
      ({ path }) => form.getFieldInstance(nameOf(path)) !== undefined || names.has(path),
    )
    form.setFields(known.map(({ path, message }) => ({ name: nameOf(path) as never, errors: [message] })))
    const [first] = known
    if (first) form.scrollToField(nameOf(first.path) as never, { block: 'center', behavior: 'smooth' })
    return faults.filter((one) => !known.includes(one))
  }
  const send = async (values: V) => {
    setFault(undefined)
    const checked = shape?.safeParse(values)
    if (checked && !checked.success) {
      const rest = show(checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
      if (rest[0]) setFault(rest[0].message)
      return
    }
    setBusy(true)
    try {
      await onSubmit(values)
      onClose()
    } catch (error) {
      const refusal = error instanceof CallError ? error : undefined
      const rest = show(refusal?.fields ?? [])
      if (!refusal || refusal.fields.length === 0 || rest.length > 0)
        setFault(rest[0]?.message ?? refusal?.message ?? '没有提交成功，请稍后再试')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Drawer
      open={open}
      onClose={leave}
      size={`min(${width}px, 100vw)`}
      destroyOnHidden
      title={
        <div className="xh-sheet-title">
          <span>{title}</span>
        </div>
      }
      footer={
        <div className="xh-sheet-acts">
          <span className="xh-form-foot" role="alert">
            {fault}
          </span>
          <Button onClick={leave}>取消</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {submit}
          </Button>
        </div>
      }
    >
      {sentence ? <p className="xh-form-sentence">{sentence}</p> : null}
      <Form<V>
        form={form}
        layout="vertical"
        initialValues={(initial ?? {}) as never}
        onFinish={(values) => void send(values)}
        scrollToFirstError={{ block: 'center' }}
        validateTrigger={['onBlur', 'onSubmit']}
      >
        {typeof children === 'function' ? children(form) : children}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Drawer>
  )
}

const nameOf = (path: string) => path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
function flat(value: unknown, at: string[] = [], into: Record<string, true> = {}): Record<string, true> {
  into[at.join('.')] = true
  if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) flat(inner, [...at, key], into)
  return into
}
