/** Entering points: a rule, the people it concerns, one evidence. A member enters for himself. */
import type { Me } from '@xinghe/contract/identity'
import { getEntrySheet } from '@xinghe/contract/slips'
import type { Subject } from '@xinghe/contract/words'
import { useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { Filters, Loaded, PageHead } from '../ui/index.ts'
import { DeedEntry } from './DeedEntry.tsx'
import './points.css'

export default function EnterPage() {
  const me = useMe()
  const [view, setView] = useView({ village: '', subject: 'MEMBER', bookId: '', year: 0 })
  const alone = me?.post.post === 'MEMBER'
  const year = view.year || Number(me?.today.slice(0, 4) ?? 0)
  const subject = (alone ? 'MEMBER' : view.subject) as Subject
  const answer = useAnswer(
    getEntrySheet,
    { query: { subject, year, ...(view.village && { villageId: view.village }) } },
    { when: me !== undefined, keep: true, kept: () => alone },
  )
  return (
    <>
      <PageHead
        title={alone ? '申报积分' : '登记积分'}
        sentence={
          alone
            ? '做了一件事，选对应的细则，附上照片，提交支部确认。'
            : '一件事一张单：选细则，勾选相关的人，附一份佐证，提交支部确认。'
        }
        acts={
          <To to="/points/slips" view={{ view: 'mine' }}>
            我登记的申报单
          </To>
        }
      />
      {alone ? null : (
        <Filters
          view={{ subject, village: answer.data?.village.id ?? '' }}
          onView={(patch) => setView({ ...patch, bookId: '' })}
          items={[
            {
              key: 'subject',
              label: '对象',
              kind: 'pick',
              options: [
                { value: 'MEMBER', label: '党员' },
                { value: 'ORG', label: '党组织' },
              ],
            },
            ...((answer.data?.villages.length ?? 0) > 1
              ? [
                  {
                    key: 'village',
                    label: '嘎查村',
                    all: '选择嘎查村',
                    options: answer.data?.villages.map(({ id, name }) => ({ value: id, label: name })) ?? [],
                  },
                ]
              : []),
          ]}
        />
      )}
      <Loaded answer={answer}>
        {(sheet) => (
          <DeedEntry
            key={`${sheet.village.id} ${subject}`}
            draftKey={`${me?.person.id} 登记积分 ${sheet.village.id} ${subject} ${year}`}
            sheet={sheet}
            alone={alone}
            first={view.bookId}
            me={me as Me}
            year={year}
          />
        )}
      </Loaded>
    </>
  )
}
