/** The working calendar: a year at a glance; the department presses a day to change it. */
import { addDays, formatDay, type LocalDate } from '@xinghe/contract/values'
import { enterYear, getCalendar, proposeYear, setCalendarDay } from '@xinghe/contract/work'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import {
  ActButton,
  Alert,
  Field,
  Filters,
  FormDrawer,
  Input,
  Loaded,
  PageHead,
  Section,
  Segmented,
  SideSheet,
} from '../ui/index.ts'
import './work.css'

interface Stated {
  day: string
  isWorkday: boolean
  name: string
}
const weekdays = ['一', '二', '三', '四', '五', '六', '日']
/** Monday is 0. */
const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export default function CalendarPage() {
  const me = useMe()
  const thisYear = Number(me?.today.slice(0, 4) ?? 2026)
  const [view, setView] = useView({ year: 0 })
  const year = view.year || thisYear
  const calendar = useAnswer(getCalendar, { query: { year } }, { keep: true })
  const [asking, setAsking] = useState(false)
  const [day, setDay] = useState<string>()
  const proposal = useAnswer(proposeYear, { query: { year } }, { when: asking })
  const enter = useAct(enterYear, { stale: [getCalendar], done: `${year}年放假安排已录入` })
  const set = useAct(setCalendarDay, { stale: [getCalendar], done: '已保存' })
  const stated = new Map((calendar.data?.days ?? []).map((one) => [one.day, one]))
  const chosen = day ? stated.get(day) : undefined
  return (
    <>
      <PageHead
        title="工作日历"
        sentence="办理期限和公示期按工作日计算，放假与调休以此为准。"
        acts={
          <ActButton
            main
            act={() => setAsking(true)}
            why={calendar.data?.can === false ? '由旗县组织部录入' : undefined}
          >
            {calendar.data?.entered ? '重新录入本年' : '录入本年放假安排'}
          </ActButton>
        }
      />
      <Filters
        view={{ year }}
        onView={(patch) => setView(patch as { year: number })}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear, thisYear + 1].map((one) => ({ value: one, label: `${one}年` })),
          },
        ]}
      />
      <Loaded answer={calendar}>
        {(data) => (
          <>
            {data.entered ? null : (
              <Alert
                type="warning"
                showIcon
                style={{ marginBottom: 16 }}
                title={`${year}年的放假安排尚未录入，期限暂按周一至周五计算。请在国务院办公厅发布通知后录入。`}
              />
            )}
            <Section
              title={`${year}年`}
              sentence={`全年 ${data.workdays} 个工作日${data.source ? `；依据：${data.source}` : ''}`}
              extra={<span className="xh-quiet">红字为休息日，“班”为调休上班，“休”为法定放假</span>}
            >
              <div className="xh-year">
                {Array.from({ length: 12 }, (_, index) => (
                  <Month
                    key={index}
                    year={year}
                    month={index + 1}
                    stated={stated}
                    today={me?.today}
                    onDay={data.can ? setDay : undefined}
                  />
                ))}
              </div>
            </Section>
          </>
        )}
      </Loaded>
      <FormDrawer
        open={day !== undefined}
        onClose={() => setDay(undefined)}
        title={day ? formatDay(day) : ''}
        submit="保存"
        width={420}
        sentence="例如地方性节日放假、补班。已经生成的期限不随之改变。"
        initial={{
          isWorkday: chosen ? chosen.isWorkday : day ? weekdayOf(day) < 5 : true,
          name: chosen?.name ?? '',
        }}
        onSubmit={(body: { isWorkday: boolean; name: string }) =>
          set.run({ params: { day: day ?? '' }, body })
        }
      >
        <Field name="isWorkday" label="这一天" required>
          <Segmented
            options={[
              { value: true as never, label: '上班' },
              { value: false as never, label: '休息' },
            ]}
          />
        </Field>
        <Field name="name" label="名称" required missing="请写明缘由">
          <Input maxLength={30} placeholder="如：那达慕放假" />
        </Field>
      </FormDrawer>
      <SideSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={`录入${year}年放假安排`}
        sentence="系统预置的安排仅供参考，请与国务院办公厅通知逐日核对后录入；录入后仍可点选日期修改。"
        acts={
          <ActButton
            main
            why={proposal.data ? undefined : '系统没有这一年的放假安排'}
            confirm={`将录入 ${proposal.data?.days.length ?? 0} 天，本年原有的安排会被替换。`}
            act={() =>
              enter
                .run({
                  params: { year },
                  body: { source: proposal.data?.source ?? '', days: (proposal.data?.days ?? []) as never },
                })
                .then(() => setAsking(false))
            }
          >
            核对无误，录入
          </ActButton>
        }
      >
        {proposal.error?.status === 404 ? (
          <Alert
            type="info"
            showIcon
            title={`系统没有${year}年的放假安排`}
            description="国务院办公厅通常在上一年11月发布。发布后，可在日历上逐日点选录入，或等待系统更新。"
          />
        ) : (
          <Loaded answer={proposal}>
            {({ days, source }) => (
              <>
                <p className="xh-quiet">{source}</p>
                <ul className="xh-deadlines">
                  {days.map((one) => (
                    <li key={one.day}>
                      <span>
                        {formatDay(one.day)}（周{weekdays[weekdayOf(one.day)]}）
                      </span>
                      <span>{one.isWorkday ? one.name : `休息 · ${one.name}`}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Loaded>
        )}
      </SideSheet>
    </>
  )
}

interface MonthProps {
  year: number
  month: number
  stated: ReadonlyMap<string, Stated>
  today: string | undefined
  onDay: ((day: string) => void) | undefined
}
function Month({ year, month, stated, today, onDay }: MonthProps) {
  const first = `${year}-${String(month).padStart(2, '0')}-01` as LocalDate
  const days: LocalDate[] = []
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day)
  return (
    <section className="xh-month" aria-label={`${month}月`}>
      <h3>{month}月</h3>
      <div className="xh-month-grid">
        {weekdays.map((one) => (
          <span key={one} className="xh-weekday">
            {one}
          </span>
        ))}
        {days.map((day, index) => {
          const one = stated.get(day)
          const rest = one ? !one.isWorkday : weekdayOf(day) > 4
          const marks = {
            className: 'xh-day',
            style: index === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : {},
            ...(rest && { 'data-rest': true }),
            ...(one && { 'data-stated': true }),
            ...(day === today && { 'data-today': true }),
            title: `${formatDay(day)} ${one?.name ?? (rest ? '周末' : '工作日')}`,
          }
          const body = (
            <>
              <span className="xh-hidden">{month}月</span>
              {Number(day.slice(8))}
              <span className="xh-hidden">日</span>
              {one ? <small>{one.isWorkday ? '班' : '休'}</small> : null}
            </>
          )
          return onDay ? (
            <button key={day} type="button" {...marks} onClick={() => onDay(day)}>
              {body}
            </button>
          ) : (
            <span key={day} {...marks}>
              {body}
            </span>
          )
        })}
      </div>
    </section>
  )
}
