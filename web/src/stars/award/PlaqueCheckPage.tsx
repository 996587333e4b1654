/** What the QR code on a plaque opens: is it valid? Open to everybody, no personal data. */
import { plaqueKinds, plaqueStates, verifyPlaque } from '@xinghe/contract/award'
import { levelName } from '@xinghe/contract/words'
import { useAnswer } from '../../app/call.ts'
import { usePathParams } from '../../app/use-view.ts'
import { DateText, Facts, Loaded, Section, StarBand, StateTag } from '../../ui/index.ts'

export default function PlaqueCheckPage() {
  const { code } = usePathParams<'code'>()
  const answer = useAnswer(verifyPlaque, { params: { code } })
  return (
    <main style={{ maxWidth: 640, margin: '0 auto', padding: '24px 16px' }}>
      <h1 style={{ fontSize: 22, margin: '0 0 16px' }}>牌匾查验</h1>
      <Loaded answer={answer}>
        {(plaque) => (
          <Section
            title={plaque.subject}
            sentence={`${plaque.region} ${plaque.township}`}
            extra={
              <StateTag tone={plaque.valid ? 'done' : 'late'}>
                {plaque.valid ? '真实有效' : plaqueStates[plaque.state]}
              </StateTag>
            }
          >
            <p style={{ marginBottom: 16 }}>
              <StarBand
                size="wide"
                stars={plaque.colours.replaceAll('N', '1')}
                facts={plaque.starNames.map((name) => ({ name }))}
              />
            </p>
            <Facts
              items={[
                { label: '种类', value: plaqueKinds[plaque.kind] },
                { label: '星级', value: `${plaque.year}年度 ${levelName(plaque.level)}` },
                { label: '编号', value: plaque.serial },
                { label: '挂牌日期', value: <DateText value={plaque.hungOn} /> },
                ...(plaque.endedOn
                  ? [{ label: '停用日期', value: <DateText value={plaque.endedOn} /> }]
                  : []),
              ]}
            />
            {plaque.valid ? null : <p>此牌匾{plaqueStates[plaque.state]}，不再代表现行评定结果。</p>}
          </Section>
        )}
      </Loaded>
    </main>
  )
}
