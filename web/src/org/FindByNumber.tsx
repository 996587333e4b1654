/** People by a whole ID number or telephone. The number goes in the body of a request and stands in no address. */
import { useNavigate } from '@tanstack/react-router'
import type { PersonRow } from '@xinghe/contract/org'
import { findPeople } from '@xinghe/contract/personal'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { pathTo } from '../app/paths.ts'
import { ActButton, Input, SideSheet } from '../ui/index.ts'

/** @param start a number that was typed elsewhere: the sheet then stands open with it */
export function FindByNumber({ start = '' }: { start?: string }) {
  const navigate = useNavigate()
  const [open, setOpen] = useState(start !== '')
  const [number, setNumber] = useState(start)
  const [rows, setRows] = useState<PersonRow[]>()
  const find = useAct(findPeople)
  const close = () => {
    setOpen(false)
    setNumber('')
    setRows(undefined)
  }
  const look = async () => setRows((await find.run({ body: { number } })).rows)
  return (
    <>
      <ActButton act={() => setOpen(true)}>按号码查找</ActButton>
      <SideSheet
        open={open}
        onClose={close}
        title="按身份证号或电话查找"
        sentence="填写完整的身份证号或电话。号码不会出现在网址和日志里，查找本身会记入审计日志。"
        width={460}
        acts={
          <ActButton main act={look} why={number.trim().length < 7 ? '请填写完整的号码' : undefined}>
            查找
          </ActButton>
        }
      >
        <label htmlFor="whole-number">
          身份证号或电话
          <Input
            id="whole-number"
            value={number}
            maxLength={30}
            autoComplete="off"
            onChange={(event) => {
              setNumber(event.target.value)
              setRows(undefined)
            }}
            onPressEnter={() => (number.trim().length < 7 ? undefined : void look())}
          />
        </label>
        {rows?.length === 0 ? <p>辖区内没有登记这个号码的人。</p> : null}
        <ul className="xh-posts">
          {rows?.map((row) => (
            <li key={row.id}>
              <span>
                <b>{row.name}</b> <small>{row.unitName}</small>
              </span>
              <ActButton
                size="small"
                act={() => void navigate({ href: pathTo('/org/people/:id', { id: row.id }) } as never)}
              >
                打开
              </ActButton>
            </li>
          ))}
        </ul>
      </SideSheet>
    </>
  )
}
