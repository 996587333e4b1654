/** What the QR code on a notice opens: the notice, and the way to object. For everybody, without signing in. */
import { readPublicNotice } from '@xinghe/contract/notices'
import { regionOfCode } from '@xinghe/contract/public-code'
import { useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { usePathParams } from '../../app/use-view.ts'
import { Loaded, StateTag } from '../../ui/index.ts'
import { NoticeLines } from '../NoticeLines.tsx'
import { NoticeText } from '../NoticeText.tsx'
import { NoticeTag } from '../words.tsx'
import { RaiseForm } from './RaiseForm.tsx'

export default function PublicNoticePage() {
  const { code } = usePathParams<'code'>()
  const answer = useAnswer(readPublicNotice, { params: { code } })
  return (
    <div className="nt-open">
      <Loaded answer={answer}>
        {(notice) => (
          <>
            <p className="nt-gap">
              {notice.regionName}公示 · <NoticeTag state={notice.state} />{' '}
              {notice.open ? (
                <StateTag tone="soon">
                  {notice.daysLeft === 0 ? '今天是最后一天' : `还有 ${notice.daysLeft} 个工作日`}
                </StateTag>
              ) : null}
              {notice.open ? (
                <>
                  <br />
                  <a className="nt-jump" href="#objection">
                    有异议，请看最后
                  </a>
                </>
              ) : null}
            </p>
            <NoticeText
              heads
              notice={notice}
              link={(other, title) => (
                <To to="/n/:code" params={{ code: other }}>
                  {title}
                </To>
              )}
            >
              <NoticeLines notice={notice} />
            </NoticeText>
            <div id="objection">
              <RaiseForm notice={notice} />
            </div>
            <nav className="nt-foot" aria-label="其他">
              <To to="/n" view={{ region: String(regionOfCode({ code }) ?? '') }}>
                {notice.regionName}正在进行的公示
              </To>
              <To to="/o">查询已提出的异议</To>
            </nav>
          </>
        )}
      </Loaded>
    </div>
  )
}
