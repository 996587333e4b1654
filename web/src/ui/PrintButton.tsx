import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'

export interface PrintButtonProps {
  href: string
  children?: ReactNode
  size?: 'small' | 'medium'
}
/** Opens the PDF in a place of its own, from where it is printed. */
export function PrintButton({ href, children = '打印', size = 'medium' }: PrintButtonProps) {
  return (
    <Button href={href} target="_blank" rel="noopener" icon={<PrinterOutlined />} size={size}>
      {children}
    </Button>
  )
}
