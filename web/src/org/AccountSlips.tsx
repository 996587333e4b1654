/** Accounts for everybody in office who has none, and the slips on which their passwords stand, once. */
import { getPerson, listPeople, mostSlips, openAccountSlips } from '@xinghe/contract/org'
import { isAdministrator, type Post, postKeys, posts } from '@xinghe/contract/rights'
import type { AnswerOf, Route } from '@xinghe/contract/route'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { savePaper } from '../app/paper.ts'
import { ActButton, Alert, Button, Input, Select, SideSheet } from '../ui/index.ts'
import { UnitPicker } from './UnitPicker.tsx'
import './org.css'

type Made = AnswerOf<typeof openAccountSlips>
export interface AccountSlipsProps {
  main?: boolean
  /** Answers that show who has an account. */
  stale?: readonly Route[]
  children?: string
}
export function AccountSlips({
  main = false,
  stale = [],
  children = '开通账号并打印账号条',
}: AccountSlipsProps) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [unitId, setUnitId] = useState<string>()
  const [only, setOnly] = useState<Post[]>([])
  const [openAt, setOpenAt] = useState(window.location.origin)
  const [made, setMade] = useState<Made>()
  const make = useAct(openAccountSlips, { stale: [listPeople, getPerson, ...stale] })
  if (!me?.can.includes('accounts.keep')) return null
  const close = () => {
    setOpen(false)
    setMade(undefined)
  }
  const { slips } = made ?? {}
  return (
    <>
      <ActButton main={main} act={() => setOpen(true)}>
        {children}
      </ActButton>
      <SideSheet
        open={open}
        onClose={slips ? () => undefined : close}
        title="为没有账号的干部开通账号并打印账号条"
        sentence={
          slips ? '账号条只能在这里下载，关闭后不能再取' : `在任干部中还没有账号的人，一次最多${mostSlips}人`
        }
        width={560}
        acts={
          slips ? (
            <>
              <ActButton act={close} confirm="关闭后账号条不能再下载。请确认已经打开并能打印。">
                已经下载，关闭
              </ActButton>
              <Button type="primary" onClick={() => savePaper(slips)}>
                下载账号条（PDF）
              </Button>
            </>
          ) : (
            <ActButton
              main
              why={openAt.trim() ? undefined : '请填写打开系统的网址'}
              act={async () => {
                const answer = await make.run({
                  body: {
                    unitId: unitId ?? me.post.unitId,
                    ...(only.length ? { posts: only } : {}),
                    openAt: openAt.trim(),
                  },
                })
                setMade(answer)
              }}
            >
              开通并打印
            </ActButton>
          )
        }
      >
        {made && slips ? (
          <>
            <Alert
              type="warning"
              showIcon
              title={`已开通 ${made.opened.length} 个账号。请下载账号条打印，沿虚线裁开，当面交给本人。`}
              description={`首次登录须修改密码。系统不保存密码原文，账号条遗失后在个人信息页重置。${made.left ? `还有 ${made.left} 人没有账号，请关闭后再办理一次。` : ''}`}
            />
            <ul className="xh-posts">
              {made.opened.map((one) => (
                <li key={one.login}>
                  <span>
                    {one.name} <small>{one.unitName}</small>
                  </span>
                  <span>{one.login}</span>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <div className="xh-slips-form">
            {made ? <Alert type="info" showIcon title="这个范围内的在任干部都已有账号。" /> : null}
            <label htmlFor="slips-unit">范围</label>
            <UnitPicker
              id="slips-unit"
              value={unitId ?? me.post.unitId}
              onChange={(next) => setUnitId(next)}
              placeholder="选择苏木镇或嘎查村"
              width="100%"
            />
            <span className="xh-quiet">选中单位及其下级</span>
            <label htmlFor="slips-posts">岗位</label>
            <Select
              id="slips-posts"
              mode="multiple"
              allowClear
              value={only}
              onChange={setOnly}
              placeholder="全部岗位"
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              options={postKeys
                .filter((post) => post !== 'MEMBER' && !isAdministrator(post))
                .map((post) => ({ value: post, label: posts[post] }))}
            />
            <label htmlFor="slips-at">打开系统的网址</label>
            <Input
              id="slips-at"
              value={openAt}
              maxLength={200}
              onChange={(event) => setOpenAt(event.target.value)}
            />
            <span className="xh-quiet">印在账号条上。别的电脑从哪个网址打开，就填哪个。</span>
          </div>
        )}
      </SideSheet>
    </>
  )
}
