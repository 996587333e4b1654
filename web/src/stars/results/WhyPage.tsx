import { getWhy, printWhy } from '@xinghe/contract/results'
import { urlOf, useAnswer } from '../../app/call.ts'
import { usePathParams } from '../../app/use-view.ts'
import { PageHead, PrintButton, Section } from '../../ui/index.ts'
import { WhyView } from './WhyView.tsx'

export default function WhyPage() {
  const { bookId, slot } = usePathParams<'bookId' | 'slot'>()
  const { data } = useAnswer(getWhy, { params: { bookId, slot } })
  return (
    <>
      <PageHead
        title={data ? `${data.name} · ${data.star.name}` : '星级依据'}
        sentence="这颗星由哪些事、依哪条细则、经谁登记确认得来，还差什么。"
        acts={<PrintButton href={urlOf(printWhy, { params: { bookId, slot } })}>打印依据</PrintButton>}
      />
      <Section>
        <WhyView bookId={bookId} slot={Number(slot)} />
      </Section>
    </>
  )
}
