/** Every sheet that waits is assessed at once, as it stands; what stands out is named before. */
import { assess, farApart, type ReadySheets } from '@xinghe/contract/year-end'
import { useAct } from '../../app/call.ts'
import { ActButton } from '../../ui/index.ts'
import { staleYearEnd } from './words.tsx'

const several = (names: readonly string[]) =>
  names.slice(0, 6).join('、') + (names.length > 6 ? `等 ${names.length} 册` : '')

export function AssessReady({ ready }: { ready: ReadySheets }) {
  const { sheetIds, villages, books, notRated, apart, ownVillages, unscoredVillages } = ready
  const send = useAct(assess, {
    stale: staleYearEnd,
    done: ({ count }) => `已核定 ${count} 份评定表`,
  })
  const left = [
    ownVillages.length > 0 ? `${ownVillages.join('、')}应当回避，由考核组其他成员核定。` : '',
    unscoredVillages.length > 0
      ? `${unscoredVillages.join('、')}的方案把年终得分计入总分，请逐份填写后核定。`
      : '',
  ].filter(Boolean)
  const lines = [
    notRated.length > 0
      ? `不予评星 ${notRated.length} 册：${several(notRated.map((one) => `${one.who}（${one.because}）`))}。`
      : '没有不予评星的。',
    apart.length > 0
      ? `逐星与总分折合相差 ${farApart} 颗以上 ${apart.length} 册：${several(apart.map((one) => `${one.who}（${one.level} 颗、${one.floorLevel} 颗）`))}。`
      : `没有逐星与总分折合相差 ${farApart} 颗以上的。`,
    ...left,
  ]
  return (
    <ActButton
      main
      why={sheetIds.length === 0 ? left.join('') : undefined}
      confirm={
        <>
          将核定 {villages} 个嘎查村的 {sheetIds.length} 份评定表，共 {books}{' '}
          册；各星积分全部确认，不作增减。要增减的先打开该村评定表单独核定。
          <ul className="ye-ready">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      }
      act={() => send.run({ body: { sheets: sheetIds.map((sheetId) => ({ sheetId })) } })}
    >
      核定全部待核定（{villages} 个村）
    </ActButton>
  )
}
