/** The county's own numbers, each with its default and its ground. */
import { listSettings, safetyGroup } from '@xinghe/contract/settings'
import { useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { Loaded, PageHead, Section } from '../ui/index.ts'
import { type Setting, SettingRows } from './SettingRows.tsx'

/** In the order of the year; what a later capability adds comes after. */
const order = ['设星', '报星', '积分', '公示', '年终', '督办', '减负']
const groupsOf = (all: readonly Setting[]) => [
  ...order.filter((group) => all.some((one) => one.group === group)),
  ...new Set(all.map((one) => one.group).filter((group) => !order.includes(group) && group !== safetyGroup)),
]

export default function SettingsPage() {
  const settings = useAnswer(listSettings)
  return (
    <>
      <PageHead
        title="参数设置"
        sentence={
          <>
            期限、公示天数等由旗县自定的数值。修改只影响以后，已经生成的期限不变。密码、登录和审计日志的规则在
            <To to="/settings/security">安全设置</To>。
          </>
        }
      />
      <Loaded answer={settings}>
        {(all) => (
          <>
            {groupsOf(all).map((group) => (
              <Section key={group} title={group} flush>
                <SettingRows
                  rows={all.filter((one) => one.group === group)}
                  done="已保存，今后生成的期限按新值计算"
                />
              </Section>
            ))}
          </>
        )}
      </Loaded>
    </>
  )
}
