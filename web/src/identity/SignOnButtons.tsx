import { signOnButtons } from '@xinghe/contract/single-sign-on'
import { useAnswer } from '../app/call.ts'

/** One for each county with single sign-on; none otherwise. They lead out of the app, to the provider. */
export function SignOnButtons() {
  const { data: buttons = [] } = useAnswer(signOnButtons)
  return buttons.map(({ label, href }) => (
    <a key={href} className="xh-signin-other" href={href}>
      {label}
    </a>
  ))
}
