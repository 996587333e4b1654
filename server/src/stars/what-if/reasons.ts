/** Why somebody would rise or fall, in sentences for the screen and the sheet. */
import { formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses, type StarColour, starColours } from '@xinghe/contract/words'
import type { Side, Tried } from './what-if.rules.ts'

const points = (value: number) => `${formatPoints(value)} 分`

function litReason({ plan, found }: Side, lit: boolean): string {
  if (plan.conversion === 'PER_STAR')
    return lit ? `够亮星分值 ${points(plan.lightAt)}` : `不够亮星分值 ${points(plan.lightAt)}`
  return lit ? `得分列前 ${found.floorLevel} 颗` : `得分未列前 ${found.floorLevel} 颗`
}

const colourName = (mark: string | undefined) => starColours[mark as StarColour] ?? '不分颜色'
function colourReason({ plan }: Side, mark: string | undefined): string {
  if (plan.colourMode === 'NONE') return ''
  if (plan.colourMode === 'YEARS') return '，按连续获星年数'
  const higher = mark === 'R' ? { S: plan.silverAt } : mark === 'S' ? { G: plan.goldAt } : undefined
  const [next] = Object.entries(higher ?? {})
  if (next) return `，不够${starColours[next[0] as StarColour]} ${points(next[1])}`
  return `，够金星 ${points(plan.goldAt)}`
}

function levelReason({ from, to, decision }: Tried): string[] {
  const said: string[] = []
  if (from.found.total !== to.found.total)
    said.push(
      `总分由 ${points(from.found.total)} 变为 ${points(to.found.total)}（年终考核占 ${to.plan.yearEndWeight}%）`,
    )
  if (to.plan.conversion === 'TOTAL_FLOOR' && from.level !== to.level)
    said.push(`总分 ${points(to.found.total)}，每满 10 分一个星级，为${levelName(to.level)}`)
  if (decision === 'LOST')
    said.push(
      `会议曾由${levelName(from.found.suggested)}评定为${levelName(from.level)}，计算星级变了，须重新评定`,
    )
  if (decision === 'KEPT')
    said.push(`计算为${levelName(to.found.suggested)}，会议评定为${levelName(to.level)}，沿用会议评定`)
  return said
}

function classReason({ from, to, class: moved }: Tried): string[] {
  if (moved === 0 || from.class === null || to.class === null) return []
  // The bound that decides: of the class that is lost, or of the one that is reached.
  const decisive = moved < 0 ? from.class : to.class
  const bound = decisive === 'I' ? to.plan.classOneAt : to.plan.classTwoAt
  return [
    `${levelName(to.level)}，${orgClasses[decisive]}须${levelName(bound)}，由${orgClasses[from.class]}变为${orgClasses[to.class]}`,
  ]
}

/** Stars that go out or on first, then the level and the class, then colours only. `names` in slot order. */
export function reasonsOf(tried: Tried, sums: readonly number[], names: readonly string[]): string[] {
  const { from, to } = tried
  const lights: string[] = []
  const colours: string[] = []
  sums.forEach((sum, slot) => {
    const [was, would] = [from.found.colours[slot], to.found.colours[slot]]
    const name = `“${names[slot] ?? `第${slot + 1}颗`}” ${points(Math.max(0, sum))}`
    if (was === would) return
    if (was === '-') lights.push(`${name}：${litReason(to, true)}，点亮`)
    else if (would === '-') lights.push(`${name}：${litReason(to, false)}，熄灭`)
    else colours.push(`${name}：${colourName(was)}变为${colourName(would)}${colourReason(to, would)}`)
  })
  return [...classReason(tried), ...lights, ...levelReason(tried), ...colours]
}
