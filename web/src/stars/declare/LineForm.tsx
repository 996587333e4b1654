/** One declaration: the level aimed at, two electives, and in words what each star is to reach. For the village, and for a member on the phone. */
import { CheckOutlined } from '@ant-design/icons'
import type { Sheet, SheetLine } from '@xinghe/contract/declarations'
import { levelName } from '@xinghe/contract/words'
import { Input, Select } from '../../ui/index.ts'
import { poolOf, type TypedLine, tenOf } from './line.ts'
import './declare.css'

export const levelOptions = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((value) => ({
  value,
  label: levelName(value),
}))

export interface LineFormProps {
  sheet: Sheet
  category: SheetLine['category']
  line: TypedLine
  /** Left out: only read. */
  onLine?: ((line: TypedLine) => void) | undefined
}
export function LineForm({ sheet, category, line, onLine }: LineFormProps) {
  const pick = (code: string) =>
    onLine?.({
      ...line,
      electives: line.electives.includes(code)
        ? line.electives.filter((one) => one !== code)
        : [...line.electives, code].slice(-2),
    })
  const textOf = (slot: number) => line.targets.find((target) => target.slot === slot)?.text ?? ''
  const write = (slot: number, text: string) =>
    onLine?.({
      ...line,
      targets: [...line.targets.filter((target) => target.slot !== slot), { slot, text }].sort(
        (a, b) => a.slot - b.slot,
      ),
    })
  const chosen = poolOf(sheet).filter((star) => line.electives.includes(star.code))
  return (
    <div className="xh-line">
      <section>
        <h3>目标星级</h3>
        {onLine ? (
          <Select
            aria-label="目标星级"
            placeholder="请选择"
            style={{ width: 160 }}
            value={line.targetLevel}
            options={levelOptions}
            onChange={(targetLevel) => onLine({ ...line, targetLevel })}
          />
        ) : (
          <b>{line.targetLevel === null ? '未填报' : levelName(line.targetLevel)}</b>
        )}
      </section>
      <section>
        <h3>
          自选星<small>{onLine ? `选 2 颗，已选 ${line.electives.length} 颗` : ''}</small>
        </h3>
        <ul className="xh-picks">
          {(onLine ? poolOf(sheet) : chosen).map((star) => {
            const on = line.electives.includes(star.code)
            return (
              <li key={star.code}>
                <button type="button" aria-pressed={on} disabled={!onLine} onClick={() => pick(star.code)}>
                  <b>
                    {on ? <CheckOutlined /> : null}
                    {star.name}
                  </b>
                  <span>{star.requirement}</span>
                </button>
              </li>
            )
          })}
        </ul>
      </section>
      <section>
        <h3>
          各星目标<small>{onLine ? '写今年打算做到什么，可以只写重点几颗' : ''}</small>
        </h3>
        <ol className="xh-aims">
          {tenOf(sheet, category, line.electives).map((star) => (
            <li key={star.slot}>
              <div>
                <b>
                  {star.slot}. {star.name}
                </b>
                <span>{star.requirement}</span>
              </div>
              {onLine ? (
                <Input.TextArea
                  autoSize
                  aria-label={`${star.name}目标`}
                  maxLength={200}
                  placeholder="目标和措施"
                  value={textOf(star.slot)}
                  onChange={({ target }) => write(star.slot, target.value)}
                />
              ) : (
                <p>{textOf(star.slot) || '—'}</p>
              )}
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}
