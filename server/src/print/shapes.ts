/**
 * What each sheet is made from. Print knows no other capability: points come as the text to print ('12.5'),
 * days as '2026年3月5日', and a field left out is left out on paper.
 */

/** PLAIN: lit under a plan that gives no colours. */
export type LitColour = 'GOLD' | 'SILVER' | 'RED' | 'PLAIN'

/** One of the ten, in scheme order: five common, three duty, two elective. No `lit`: not lit. */
export type PrintedStar = { name: string; lit?: LitColour | undefined }

/** Star plaque of an organisation. Carries no personal data. */
export type PlaqueData = {
  /** Small line above the title, e.g. “532”星级管理. */
  programme: string
  /** e.g. 十星级党组织 */
  title: string
  organisation: string
  /** In traditional Mongolian script; printed as a vertical column at the left. */
  mongolianName?: string | undefined
  stars: PrintedStar[]
  /** e.g. 2025年度 */
  year: string
  awardedOn: string
  issuer: string
  serial: string
  /** Public page that says whether the plaque is in force. */
  verifyUrl: string
}

/** Door plate of a member. */
export type DoorPlateData = {
  /** 共产党员户 or 党员中心户 */
  title: string
  /** Left out where the county prints plates without names. */
  memberName?: string | undefined
  organisation: string
  stars: PrintedStar[]
  year: string
  issuer: string
  serial: string
  verifyUrl: string
}

export type WhyEntry = {
  on: string
  reason: string
  /** Rule number, e.g. 3.1 */
  rule: string
  ruleText: string
  /** e.g. 2026年第1版 */
  ruleVersion: string
  claimed: string
  counted: string
  /** Why counted differs from claimed, e.g. 本季度封顶2分. */
  capNote?: string | undefined
  evidence: string[]
  enteredBy: string
  confirmedBy?: string | undefined
  checkedBy?: string | undefined
  reversed?: { on: string; by: string; reason: string } | undefined
}

/** 星级依据说明: how one star of one subject came about. */
export type WhyData = {
  subject: string
  township: string
  year: string
  starName: string
  /** 共性星, 职责星 or 自选星 */
  starGroup: string
  /** All ten, so that the band can stand at the top, and which of them (1–10) this sheet is about. */
  stars: PrintedStar[]
  position: number
  lit?: LitColour | undefined
  points: string
  /** Points from which the star is lit. */
  lightAt: string
  /** The sum, line by line; the last line is the result. */
  arithmetic: { text: string; points: string }[]
  entries: WhyEntry[]
  /** Caps that took effect, one sentence each. */
  caps: string[]
  /** What is missing for the star or the next colour, one sentence each. */
  missing: string[]
  ledgerCode: string
  printed: string
}

export type NoticeTable =
  | {
      kind: 'organisations'
      rows: {
        name: string
        points: string
        level: string
        class: string
        stars?: PrintedStar[] | undefined
      }[]
    }
  | {
      kind: 'members'
      rows: {
        name: string
        branch: string
        points: string
        level: string
        stars?: PrintedStar[] | undefined
      }[]
    }
  | { kind: 'quarter'; rows: { name: string; plus: string; minus: string; quarter: string; year: string }[] }

/** 公示, quarterly notice and 更正公示. */
export type NoticeData = {
  title: string
  /** e.g. 巴镇党发〔2026〕3号; left out when the notice has none. */
  documentNo?: string | undefined
  /** Set for a notice that corrects an earlier one. */
  amends?: { title: string; on: string; reason: string } | undefined
  paragraphs: string[]
  table: NoticeTable
  /** Days as text; both ends count. */
  period: { from: string; to: string; workingDays: number }
  contact: {
    office: string
    phone?: string | undefined
    address?: string | undefined
    hours?: string | undefined
  }
  issuer: string
  issuedOn: string
  /** 账册校验码: head of the ledger on the day of the notice. */
  ledgerCode?: string | undefined
  /** Public page of the notice. */
  url?: string | undefined
}

export type BookStar = PrintedStar & {
  requirement: string
  points: string
  lightAt: string
  rules: { code: string; text: string; points: string; counted: string }[]
}

export type BookEntry = {
  on: string
  /** 1–4, in which it counts. */
  quarter: number
  star: string
  /** Rule number, e.g. 3.1 */
  rule?: string | undefined
  reason: string
  plus?: string | undefined
  minus?: string | undefined
  signedBy?: string | undefined
  reversed?: { on: string; reason: string } | undefined
  /** The line that takes another one back. On the record pages that one is struck through instead. */
  reversal?: boolean | undefined
}

export type FourQuarters = [string, string, string, string]

/** 积分手册: one book a village, one a person. A5. */
export type BookData = {
  /** Who printed it and when, small at the foot. */
  printed: string
  kind: 'ORG' | 'MEMBER'
  /** To be written on by hand: nothing that was counted stands in it. Empty texts become lines. */
  blank: boolean
  name: string
  township: string
  /** The member's branch. */
  branch?: string | undefined
  year: string
  bookNo: string
  /** Five, three and two stars. */
  stars: BookStar[]
  entries: BookEntry[]
  /** Points of each star by month and quarter, in scheme order; months that fall together with no entry are empty. */
  yearSheet: {
    star: string
    requirement: string
    /** Twelve. */
    months: string[]
    quarters: FourQuarters
    total: string
  }[]
  yearTotal: { months: string[]; quarters: FourQuarters; total: string }
  /** What each quarter brought and took. */
  quarterSums: { plus: string; minus: string; total: string }[]
  /** 季度汇总一览表 ×4 and 年度汇总表, in a village's book. */
  summaries?: SummaryData[] | undefined
  /** What the year came to, once it is decided. */
  result?: { grade?: string | undefined; level?: string | undefined; class?: string | undefined } | undefined
  /** At the foot of each record page, as text and as a code to be read in, for typing back what was written. */
  sheetCode?: string | undefined
  ledgerCode: string
  printedAt: string
}

/** A sheet to be filled by hand and typed in again; its code stands on it as QR and as text. */
export type PaperSheetData = {
  kind: string
  layout: 'record' | 'score-org' | 'score-member'
  title: string
  code: string
  /** Whose it is, and where. */
  subject: string
  place: string
  bookNo?: string | undefined
  period: string
  columns: { title: string; kind: string; mm: number }[]
  lines: number
  rows: {
    no: string
    name: string
    bookNo: string
    stars: { slot: number; name: string; points: string }[]
  }[]
  /** Codes for the writer, by star. */
  rules: { star: string; rules: { code: string; text: string; points: string }[] }[]
  slots: { slot: string; name: string }[]
  printed: string
}

export type SummaryRow = {
  name: string
  category?: string | undefined
  plus?: string | undefined
  minus?: string | undefined
  quarter?: string | undefined
  quarters?: FourQuarters | undefined
  year: string
  lit?: string | undefined
  grade?: string | undefined
  level?: string | undefined
  remark?: string | undefined
}
/** 季度汇总一览表 (QUARTER) or 年度汇总表 (YEAR) of a village's members; A4 across, or within the village's book. */
export type SummaryData = {
  kind: 'QUARTER' | 'YEAR'
  blank: boolean
  title: string
  village: string
  township: string
  rows: SummaryRow[]
  sums: {
    plus?: string
    minus?: string
    quarter?: string
    quarters?: FourQuarters
    year: string
  }
  /** 民主评议: how many took part and with which grade; none before the review. */
  statistics?:
    | { taken: string; excellent: string; qualified: string; basic: string; unqualified: string }
    | undefined
  ledgerCode?: string | undefined
  printed: string
}

/** 公示异议反映表: blank beside the notice, or with what was raised, found and answered. */
export type ObjectionData = {
  noticeTitle: string
  noticeNo: string
  /** Who signs the notice. */
  issuer: string
  period: string
  /** Where objections are handed in. */
  office: string
  answerDays: string
  /** Public page of the notice. */
  url?: string | undefined
  printed: string
  /** Left out where the reader may not know them. */
  objector?: string | undefined
  contact?: string | undefined
  trackingCode?: string | undefined
  about?: string | undefined
  content?: string | undefined
  raisedOn?: string | undefined
  dueOn?: string | undefined
  finding?: string | undefined
  investigatedBy?: string | undefined
  investigatedOn?: string | undefined
  outcome?: 'UPHELD' | 'AMENDED' | undefined
  answer?: string | undefined
  answeredBy?: string | undefined
  answeredOn?: string | undefined
}

/** 减负自查表. */
export type LighterWorkData = {
  title: string
  rules: { demand: string; how: string; kept: string }[]
  villages: { township: string; name: string; members: string; facts: string; twice: string }[]
  /** Who printed it and when. */
  printed: string
}

/** 综合评定会议纪要. */
export type MinutesData = {
  /** Who printed it and when, small at the foot. */
  printed: string
  title: string
  documentNo?: string | undefined
  heldAt: string
  place: string
  chair: string
  recorder: string
  present: string[]
  absent: string[]
  invited: string[]
  quorum: { members: number; present: number; required: number; reached: boolean }
  /** What was heard and on what basis, in whole paragraphs. */
  proceedings: string[]
  /** Heading of the names; 党组织 when left out. */
  subjectHead?: string | undefined
  results: {
    name: string
    points: string
    computed: string
    final: string
    /** Required by the rules when final differs from computed. */
    reason?: string | undefined
    votes: { for: number; against: number; abstained: number }
  }[]
  decisions: string[]
  /** Who signs: duty, and the name where it is known. */
  signatures: { duty: string; name?: string | undefined }[]
  issuer: string
  issuedOn: string
}

/** 账号条: one a person, to be cut apart and handed over. */
export type AccountSlipsData = {
  county: string
  /** Where the app is opened. */
  openAt: string
  slips: { name: string; unit: string; posts: string; login: string; password: string }[]
  /** Who printed it and when, small at the foot. */
  printed: string
}

/** One paragraph of an official text: FIRST 一、, SECOND （一）, with what of it is the heading. */
export type OfficialParagraph = { kind: 'FIRST' | 'SECOND' | 'TEXT'; head: string; rest: string }

/** 通报 with a red head, an annex and a record block: the same as PDF and as a Word file. */
export type CircularData = {
  title: string
  /** 发文机关标志, e.g. 中共锡林河旗委组织部文件 */
  mark: string
  /** e.g. 锡组通〔2026〕3号 */
  number: string
  /** 主送, without the colon. */
  addressees: string
  paragraphs: OfficialParagraph[]
  issuer: string
  issuedOn: string
  /** 抄送, without the full stop. */
  copies?: string | undefined
  /** 印发机关 */
  office: string
  printedOn: string
  annex: {
    title: string
    table: {
      /** Width in mm; null takes what is left, in equal parts. */
      columns: { title: string; width: number | null; left?: boolean }[]
      rows: string[][]
    }
    /** Under the table. */
    sums: string
  }
}
