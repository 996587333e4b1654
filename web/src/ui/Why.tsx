import { type ReactNode, useState } from 'react'
import { PrintButton } from './PrintButton.tsx'
import { SideSheet } from './SideSheet.tsx'

export interface WhyProps {
  /** The figure, as it stands on the screen. */
  children: ReactNode
  /** Of the sheet: what is explained. */
  title: ReactNode
  sentence?: ReactNode
  /** Made when it is opened: the sum, the entries, the evidence, the rule and its version. */
  sheet: () => ReactNode
  /** Address of the same as a PDF. */
  print?: string | undefined
}
/** A computed figure, underlined with dots: pressing it shows what it was computed from. */
export function Why({ children, title, sentence, sheet, print }: WhyProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="xh-why"
        aria-haspopup="dialog"
        onClick={(event) => {
          event.stopPropagation()
          setOpen(true)
        }}
      >
        {children}
        <span className="xh-hidden">，看为什么</span>
      </button>
      <SideSheet
        open={open}
        onClose={() => setOpen(false)}
        title={title}
        sentence={sentence}
        extra={print ? <PrintButton href={print} /> : null}
      >
        {open ? sheet() : null}
      </SideSheet>
    </>
  )
}
