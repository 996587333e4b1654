import { FontSizeOutlined, InboxOutlined, LogoutOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Me, signOut, switchPost } from '@xinghe/contract/identity'
import { Select, Tooltip } from 'antd'
import { forgetAnswers } from '../device/answers.ts'
import { Brand } from '../ui/Brand.tsx'
import { usePhone } from '../ui/use-phone.ts'
import { useAct } from './call.ts'
import { setElder, useElder } from './elder.ts'
import type { MenuPage } from './menu.ts'
import { pages } from './pages.ts'
import { accountPath, homePath, searchPath, signInPath } from './paths.ts'
import { SearchBox } from './SearchBox.tsx'
import { To } from './To.tsx'

const hasSearch = pages.some((page) => page.path === searchPath)

export function TopBar({ me }: { me: Me; groups: { pages: MenuPage[] }[] }) {
  const phone = usePhone()
  return (
    <header className="xh-top">
      <To to={homePath} className="xh-top-brand" aria-label="星河，回到首页">
        <Brand />
      </To>
      <PostChoice me={me} />
      {me.demo ? (
        <Tooltip title="演示环境，人名与数据均为虚构">
          <span className="xh-demo">演示</span>
        </Tooltip>
      ) : null}
      <div className="xh-top-gap" />
      {hasSearch && !phone && me.can.includes('people.read') ? <SearchBox /> : null}
      {me.can.includes('work.read') ? (
        <To to={homePath} className="xh-top-act" aria-label={`待办 ${me.queue} 件`}>
          <InboxOutlined aria-hidden="true" /> <span>待办</span>{' '}
          <b className={me.queue ? 'xh-count' : 'xh-count xh-count-none'}>{me.queue}</b>
        </To>
      ) : null}
      {phone ? null : (
        <>
          <ElderToggle />
          <SignOut name={me.person.name} />
        </>
      )}
    </header>
  )
}

/** In whose name I act. Switching shows everything afresh, from the first page. */
export function PostChoice({ me }: { me: Me }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const change = useAct(switchPost)
  const name = (post: Me['post']) => `${post.unitName} · ${post.label}`
  if (me.posts.length < 2) return <span className="xh-post">{name(me.post)}</span>
  const choose = async (id: string) => {
    await change.run({ body: { id } })
    await navigate({ to: homePath as never })
    await client.resetQueries()
  }
  return (
    <Select
      className="xh-post"
      variant="borderless"
      aria-label="切换岗位"
      value={me.post.id}
      loading={change.busy}
      popupMatchSelectWidth={false}
      options={me.posts.map((post) => ({ value: post.id, label: name(post) }))}
      onChange={(id) => void choose(id)}
    />
  )
}

export function ElderToggle() {
  const elder = useElder()
  return (
    <button type="button" className="xh-top-act" aria-pressed={elder} onClick={() => setElder(!elder)}>
      <FontSizeOutlined aria-hidden="true" /> <span>{elder ? '标准版' : '长辈版'}</span>
    </button>
  )
}

export function SignOut({ name }: { name: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = useAct(signOut)
  const go = async () => {
    await leave.run({}).catch(() => undefined)
    await forgetAnswers().catch(() => undefined)
    await navigate({ to: signInPath as never })
    client.clear()
  }
  return (
    <span className="xh-who">
      <To to={accountPath} className="xh-who-name" aria-label={`${name}，我的账号`}>
        {name}
      </To>
      <button type="button" className="xh-top-act" onClick={() => void go()}>
        <LogoutOutlined aria-hidden="true" /> <span>退出</span>
      </button>
    </span>
  )
}
