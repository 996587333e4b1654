/** What the security administrator answers for, in one place: passwords, locks, sessions, second factor, single sign-on. */
import { listSettings, safetyGroup } from '@xinghe/contract/settings'
import { useAnswer } from '../app/call.ts'
import { Loaded, PageHead, Section } from '../ui/index.ts'
import { type Setting, SettingRows } from './SettingRows.tsx'
import { SignOnSection } from './SignOnSection.tsx'

/** By the first part of a setting's key; what a later capability adds comes last. */
const parts: readonly [string, readonly string[]][] = [
  ['密码', ['password']],
  ['输错后锁定', ['sign_in']],
  ['登录时长', ['session']],
  ['动态验证码', ['second_factor']],
  ['审计日志', ['audit']],
]
const named = parts.flatMap(([, areas]) => areas)
const areaOf = ({ key }: Setting) => key.split('.')[0] ?? ''

export default function SecurityPage() {
  const settings = useAnswer(listSettings)
  return (
    <>
      <PageHead
        title="安全设置"
        sentence="怎样登录、密码有什么要求、审计日志留多久。由安全保密管理员修改，每次修改都记入审计日志。"
      />
      <Loaded answer={settings}>
        {(all) => {
          const safety = all.filter((one) => one.group === safetyGroup)
          const rest = safety.filter((one) => !named.includes(areaOf(one)))
          return (
            <>
              {[...parts, ...(rest.length > 0 ? [['其他', rest.map(areaOf)] as const] : [])].map(
                ([title, areas]) => (
                  <Section key={title} title={title} flush>
                    <SettingRows
                      rows={safety.filter((one) => areas.includes(areaOf(one)))}
                      done="已保存，从下次登录起按新值办理"
                    />
                  </Section>
                ),
              )}
            </>
          )
        }}
      </Loaded>
      <SignOnSection />
    </>
  )
}
