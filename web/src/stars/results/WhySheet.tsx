import { printWhy } from '@xinghe/contract/results'
import { urlOf } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { PrintButton, SideSheet } from '../../ui/index.ts'
import { WhyView } from './WhyView.tsx'

export interface WhySheetProps {
  /** Which star is asked about; undefined closes the sheet. */
  star: { bookId: string; slot: number; title?: string } | undefined
  onClose: () => void
}
/** Why a star is what it is, beside the list or book from which it was asked. */
export function WhySheet({ star, onClose }: WhySheetProps) {
  return (
    <SideSheet
      open={star !== undefined}
      onClose={onClose}
      width={880}
      title={star?.title ?? '星级依据'}
      sentence="这颗星由哪些事、依哪条细则、经谁登记确认得来，还差什么。"
      extra={
        star ? (
          <>
            <To to="/stars/why/:bookId/:slot" params={{ bookId: star.bookId, slot: String(star.slot) }}>
              整页打开
            </To>
            <PrintButton href={urlOf(printWhy, { params: { bookId: star.bookId, slot: star.slot } })}>
              打印依据
            </PrintButton>
          </>
        ) : null
      }
    >
      {star ? <WhyView bookId={star.bookId} slot={star.slot} /> : null}
    </SideSheet>
  )
}
