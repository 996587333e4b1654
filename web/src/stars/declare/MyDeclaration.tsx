/** A member's own declaration, made for the phone. */
import { declarationStates, getMyDeclaration, saveSheets } from '@xinghe/contract/declarations'
import { formatDay } from '@xinghe/contract/values'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { ActButton, Alert, Empty, Loaded, PageHead, Section } from '../../ui/index.ts'
import { LineForm } from './LineForm.tsx'
import { isWhole, lineOf, type TypedLine, typedOf } from './line.ts'
import { SheetTag } from './states.tsx'

const notNeeded = {
  EXEMPT: '您本年度已批准免评，不需要报星。',
  COMMON_ONLY: '您只评五颗共性星，不需要报星。',
}

export function MyDeclaration({ year }: { year: number }) {
  const answer = useAnswer(getMyDeclaration, { query: { year } })
  const save = useAct(saveSheets, { stale: [getMyDeclaration], done: '已保存，由支部汇总后提交苏木镇' })
  const [typed, setTyped] = useState<TypedLine>()
  return (
    <Loaded answer={answer}>
      {(sheet) => {
        const line = sheet?.lines.find((one) => one.personId !== null)
        if (!sheet || !line)
          return (
            <Empty
              title={`${year}年还没有布置报星`}
              hint="本镇的设星方案发布后，您可以在这里定目标、选自选星"
            />
          )
        const now = typed ?? typedOf(line)
        const open = sheet.can.includes('fill') && !line.notNeeded
        return (
          <>
            <PageHead
              title={`我的${year}年报星`}
              beside={<SheetTag sheet={sheet} />}
              sentence={
                line.notNeeded
                  ? notNeeded[line.notNeeded]
                  : open
                    ? `定目标星级，选两颗自选星，${formatDay(sheet.dueOn)}前填好，由支部汇总提交。`
                    : `${sheet.villageName}的报星表${declarationStates[sheet.state]}，现在不能修改。`
              }
            />
            {line.declared?.mark ? (
              <Alert
                style={{ marginBottom: 16 }}
                type="warning"
                showIcon
                title={`苏木镇退回时注明：${line.declared.mark}`}
              />
            ) : null}
            {line.notNeeded ? null : (
              <Section>
                <LineForm
                  sheet={sheet}
                  category={line.category}
                  line={now}
                  onLine={open ? setTyped : undefined}
                />
                {open ? (
                  <div style={{ marginTop: 20 }}>
                    <ActButton
                      main
                      block
                      size="large"
                      why={
                        !isWhole(now) ? '请选好目标星级和两颗自选星' : typed ? undefined : '没有未保存的修改'
                      }
                      act={async () => {
                        await save.run({
                          body: { sheets: [{ sheetId: sheet.id, lines: [lineOf(line.bookId, now)] }] },
                        })
                        setTyped(undefined)
                      }}
                    >
                      保存我的报星
                    </ActButton>
                  </div>
                ) : null}
              </Section>
            )}
          </>
        )
      }}
    </Loaded>
  )
}
