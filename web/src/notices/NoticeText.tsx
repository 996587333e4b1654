import type { PublicNotice } from '@xinghe/contract/notices'
import { formatDay } from '@xinghe/contract/values'
import type { ReactNode } from 'react'
import './notices.css'

/** A telephone number does not break at its hyphen. */
const unbroken = (text: string) => text.replaceAll('-', '\u2011')

export interface NoticeTextProps {
  notice: Omit<PublicNotice, 'lines'>
  /** The table, between the text and the period. */
  children: ReactNode
  /** It is the page's own heading: on the public page. */
  heads?: boolean
  /** Makes the link to another notice. */
  link: (code: string, title: string) => ReactNode
}
/** A notice as it reads on the board: head, text, table, period, contact, issuer. */
export function NoticeText({ notice, heads = false, children, link }: NoticeTextProps) {
  const Heading = heads ? 'h1' : 'h2'
  return (
    <article className="nt-paper">
      {notice.state === 'WITHDRAWN' ? (
        <p className="nt-note nt-note-late">
          此公示已于{formatDay(notice.closedOn ?? notice.endsOn)}撤回，内容不再有效。
          {notice.withdrawReason ? `原因：${notice.withdrawReason}。` : ''}
        </p>
      ) : null}
      {notice.amendedBy ? (
        <p className="nt-note">
          部分结果已经更正，请看{link(notice.amendedBy.publicCode, `《${notice.amendedBy.title}》`)}。
        </p>
      ) : null}
      <header>
        <Heading>{notice.title}</Heading>
        <p>{notice.number}</p>
      </header>
      {notice.amends ? (
        <p>
          {formatDay(notice.amends.startsOn)}公布的
          {link(notice.amends.publicCode, `《${notice.amends.title}》`)}
          中，下列各项经调查核实予以更正，现重新公示；原公示的其他内容不变。
        </p>
      ) : null}
      {notice.body.split('\n').map((paragraph, at) => (
        <p key={at}>{paragraph}</p>
      ))}
      <div className="nt-lines">{children}</div>
      <p>
        公示期：{formatDay(notice.startsOn)}至{formatDay(notice.endsOn)}（{notice.workdays}个工作日）。
      </p>
      <p>如有异议，请在公示期内以真实姓名反映。联系方式：{unbroken(notice.contact)}。</p>
      <footer>
        <span>{notice.issuer}</span>
        <span>{formatDay(notice.startsOn)}</span>
        {notice.headCode ? <small>账册校验码 {notice.headCode}（账册如被改动，校验码即不相符）</small> : null}
      </footer>
    </article>
  )
}
