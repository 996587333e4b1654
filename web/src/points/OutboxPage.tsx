/** What this device still has to send: nothing leaves it unseen, and nothing is dropped without being told to. */
import { useNavigate } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { useMe } from '../app/me.ts'
import { writeDraft } from '../device/draft.ts'
import type { Letter } from '../device/letter.ts'
import { drop, mayGo, outbox, sendAll } from '../device/outbox.ts'
import { ActButton, DateText, Empty, Files, PageHead, Section } from '../ui/index.ts'

export default function OutboxPage() {
  const me = useMe()
  const letters = useSyncExternalStore(outbox.subscribe, outbox.read)
  const by = { personId: me?.person.id ?? '', postId: me?.post.id ?? '' }
  const mine = letters.filter((letter) => mayGo(letter, by))
  const others = letters.filter((letter) => !mayGo(letter, by))
  return (
    <>
      <PageHead
        title="待发送"
        sentence="网络不通时提交的内容先存在本机，恢复后自动送出，每件只送达一次。"
        acts={
          mine.some((letter) => !letter.refused) ? (
            <ActButton main act={sendAll}>
              立即发送
            </ActButton>
          ) : null
        }
      />
      {letters.length === 0 ? (
        <Empty title="没有待发送的内容" hint="提交的都已送达，可在申报单中查看办理情况" />
      ) : null}
      {mine.map((letter) => (
        <Waiting key={letter.key} letter={letter} />
      ))}
      {others.length ? (
        <Section title="本机其他人或其他岗位的">
          {others.map(({ key, from, at }) => (
            <p key={key}>
              {from}，<DateText value={at} />
              提交，由本人以该岗位登录后自动送出。
            </p>
          ))}
        </Section>
      ) : null}
    </>
  )
}

function Waiting({ letter }: { letter: Letter }) {
  const navigate = useNavigate()
  const change = async () => {
    await writeDraft(letter.draft.key, letter.draft.value)
    await drop(letter.key)
    await navigate({ href: '/points/enter' } as never)
  }
  return (
    <Section title={letter.title}>
      <div className="pt-letter">
        <p className={letter.refused ? 'pt-problem' : 'xh-quiet'}>
          {letter.refused ? `没有被接受：${letter.refused}` : '等待网络恢复'}
        </p>
        <Files files={letter.files} />
        <p className="xh-quiet">
          <DateText value={letter.at} /> 提交{letter.files.length ? `，附件 ${letter.files.length} 个` : ''}
        </p>
        <div className="pt-letter-acts">
          <ActButton act={change}>{letter.refused ? '修改后再提交' : '取回修改'}</ActButton>
          <ActButton
            quiet
            danger
            act={() => drop(letter.key)}
            confirm="这件事不再提交，填写的内容和照片将从本机删除。"
          >
            不再提交
          </ActButton>
        </div>
      </div>
    </Section>
  )
}
