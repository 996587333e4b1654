import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  HorizontalPositionAlign,
  type IBorderOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  UnderlineType,
  VerticalAlign,
  VerticalPositionAlign,
  WidthType,
} from 'docx'
import type { CircularData, OfficialParagraph } from './shapes.ts'
import { titleLines } from './title.ts'

/**
 * Lengths in twips, as Word counts them (依据: GB/T 9704-2012 and the usual settings of offices). 22 lines of 579 are just
 * within the type area, 22 of 580 would be four twips more than it and Word would set 21.
 */
const mm = (length: number): number => Math.round((length * 1440) / 25.4)
const margin = { top: 2098, bottom: 1984, left: 1588, right: 1474 }
const pitch = 579
const width = 11906 - margin.left - margin.right
const size3 = 32
const size4 = 28
const character = Math.round(width / 28)
/**
 * 28 characters a line: a quarter of a point is taken from each. 依据: Word would take it by a grid of characters as
 * well, but LibreOffice gives each character of such a grid more than its cell and sets eighteen.
 */
const closer = -5

/** Names only: Word and WPS have these faces, or say what they take instead. */
const named = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
const fangsong = named('仿宋_GB2312')
const heading = named('方正小标宋简体')
const kai = named('楷体_GB2312')
const hei = named('黑体')
const song = named('宋体')

const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT })
const ruled = (size: number): IBorderOptions => ({
  style: BorderStyle.SINGLE,
  size,
  space: 0,
  color: '000000',
})
const none: IBorderOptions = { style: BorderStyle.NIL, size: 0, space: 0, color: 'auto' }
/** In eighths of a point: 0.35 mm. */
const thick = ruled(8)

const styles = {
  default: {
    document: {
      run: {
        font: fangsong,
        size: size3,
        characterSpacing: closer,
        language: { value: 'zh-CN', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: exactly(pitch), autoSpaceEastAsianText: false },
    },
  },
  paragraphStyles: [
    {
      id: 'GwMark',
      name: '发文机关标志',
      run: { font: heading, color: 'D7000F' },
      paragraph: { alignment: AlignmentType.CENTER },
    },
    { id: 'GwNumber', name: '发文字号', paragraph: { alignment: AlignmentType.CENTER } },
    {
      id: 'GwTitle',
      name: '公文标题',
      next: 'GwText',
      run: { font: heading, size: 44 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exactly(640), outlineLevel: 0 },
    },
    { id: 'GwAddressees', name: '主送机关', next: 'GwText' },
    {
      id: 'GwText',
      name: '公文正文',
      quickFormat: true,
      paragraph: { indent: { firstLine: character * 2 }, alignment: AlignmentType.BOTH },
    },
    {
      id: 'GwFirst',
      name: '一级标题 黑体',
      basedOn: 'GwText',
      next: 'GwText',
      quickFormat: true,
      run: { font: hei },
      paragraph: { indent: { firstLine: character * 2 }, outlineLevel: 1, keepNext: true },
    },
    {
      id: 'GwSecond',
      name: '二级标题 楷体',
      basedOn: 'GwText',
      next: 'GwText',
      quickFormat: true,
      run: { font: kai },
      paragraph: { indent: { firstLine: character * 2 }, outlineLevel: 2 },
    },
    {
      id: 'GwAttachment',
      name: '附件说明',
      paragraph: { indent: { left: character * 5, hanging: character * 3 } },
    },
    { id: 'GwSigned', name: '署名和日期' },
    { id: 'GwAnnex', name: '附件', run: { font: hei }, paragraph: { outlineLevel: 0 } },
    {
      id: 'GwCell',
      name: '附件表格',
      run: { font: song, size: 22 },
      paragraph: { spacing: exactly(300), snapToGrid: false },
    },
    {
      id: 'GwRecord',
      name: '版记',
      run: { size: size4 },
      paragraph: { spacing: exactly(440) },
    },
  ],
}

const styleOf = { FIRST: 'GwFirst', SECOND: 'GwSecond', TEXT: 'GwText' } as const
/** A heading with text behind it keeps its own face; the text takes that of the body. */
const paragraphOf = ({ kind, head, rest }: OfficialParagraph, at: number, all: unknown[]): Paragraph =>
  new Paragraph({
    style: styleOf[kind],
    // 7.3.5.5: the seal never stands on a page without text.
    keepNext: kind === 'FIRST' || (at === all.length - 1 && wide(head + rest) < 220),
    children: [new TextRun(head), ...(rest ? [new TextRun({ text: rest, font: fangsong })] : [])],
  })
const blank = (line = pitch, keepNext = false): Paragraph =>
  new Paragraph({ spacing: exactly(line), keepNext })
const headline = (title: string): Paragraph =>
  new Paragraph({
    style: 'GwTitle',
    children: titleLines(title).map((line, i) => new TextRun({ text: line, ...(i > 0 && { break: 1 }) })),
  })

/** What a text is wide, in characters: digits and Latin letters are half as wide. */
const wide = (text: string): number => Array.from(text).reduce((sum, c) => sum + (c < '⺀' ? 0.5 : 1), 0)

/** 7.3.5.1: the date ends four characters from the right, the issuing body stands centred over it. */
function signed({ issuer, issuedOn }: CircularData): Paragraph[] {
  const over = Math.max(0, (wide(issuer) - wide(issuedOn)) / 2)
  const right = Math.max(4, over)
  const line = (text: string, indent: number, keepNext: boolean) =>
    new Paragraph({
      style: 'GwSigned',
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(indent * character) },
      keepNext,
      children: [new TextRun(text)],
    })
  return [line(issuer, right - (wide(issuer) - wide(issuedOn)) / 2, true), line(issuedOn, right, false)]
}

function annexTable({ columns, rows }: CircularData['annex']['table']): Table {
  const fixed = columns.reduce((sum, one) => sum + (one.width ?? 0), 0)
  const open = columns.filter((one) => one.width === null).length
  const widths = columns.map((one) => mm(one.width ?? (156 - fixed) / open))
  const cell = (text: string, at: number, head: boolean) =>
    new TableCell({
      width: { size: widths[at] as number, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          style: 'GwCell',
          alignment: columns[at]?.left && !head ? AlignmentType.LEFT : AlignmentType.CENTER,
          children: [new TextRun(head ? { text, font: hei } : text)],
        }),
      ],
    })
  const row = (cells: string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      height: { value: 400, rule: HeightRule.ATLEAST },
      children: cells.map((text, at) => cell(text, at, head)),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 60, right: 60 },
    rows: [
      row(
        columns.map((one) => one.title),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  })
}

/** 版记, in a frame at the lower edge of the type area of the page it comes to stand on. */
function record({ copies, office, printedOn }: CircularData): Paragraph[] {
  const inner = size4 * 10
  const frame = {
    type: 'alignment',
    width,
    wrap: FrameWrap.AROUND,
    anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
    alignment: { x: HorizontalPositionAlign.CENTER, y: VerticalPositionAlign.BOTTOM },
  } as const
  // The same borders on each, and all four named: LibreOffice makes no frame of anything else. So the line between is an
  // underlined tab, which at this size is 0.25 mm thick.
  const border = { top: thick, left: none, bottom: thick, right: none }
  const line = (children: ParagraphChild[], more: object) =>
    new Paragraph({ style: 'GwRecord', frame, border, children, ...more })
  const tabTo = (position: number) => ({ tabStops: [{ type: TabStopType.RIGHT, position }] })
  return [
    ...(copies
      ? [
          line([new TextRun(`抄送：${copies}。`)], {
            indent: { left: inner * 4, right: inner, hanging: inner * 3 },
          }),
          line([new TextRun({ children: [new Tab()], underline: { type: UnderlineType.SINGLE } })], {
            spacing: exactly(80),
            ...tabTo(width),
          }),
        ]
      : []),
    line([new TextRun({ children: [office, new Tab(), `${printedOn}印发`] })], {
      indent: { left: inner, right: inner },
      ...tabTo(width - inner),
    }),
  ]
}

const pageNumber = (odd: boolean): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: odd ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: odd ? { right: size4 * 10 } : { left: size4 * 10 },
        spacing: exactly(320),
        children: [new TextRun({ font: song, size: size4, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** The circular as a Word file: the same words, measures and structure as the PDF, to be worked on further. */
export async function circularDocx(data: CircularData): Promise<Buffer> {
  // 22 mm at most, and all of it on one line.
  const markSize = Math.min(124, Math.floor((width / 20 / wide(data.mark) / 1.02) * 2))
  const file = new Document({
    title: data.title,
    creator: data.issuer,
    description: '',
    evenAndOddHeaderAndFooters: true,
    styles,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            // The number's upper edge 7 mm below the type area.
            margin: { ...margin, footer: margin.bottom - mm(7) - 320, header: 851 },
          },
          grid: { type: DocumentGridType.DEFAULT, linePitch: pitch },
        },
        footers: { default: pageNumber(true), even: pageNumber(false) },
        children: [
          new Paragraph({
            style: 'GwMark',
            spacing: { before: mm(35), ...exactly(markSize * 10) },
            children: [new TextRun({ text: data.mark, size: markSize })],
          }),
          blank(),
          blank(),
          // The red line is the lower border of the number, 4 mm below it.
          new Paragraph({
            style: 'GwNumber',
            spacing: exactly(size3 * 10),
            border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 11, color: 'D7000F' } },
            children: [new TextRun(data.number)],
          }),
          blank(),
          blank(),
          headline(data.title),
          blank(),
          new Paragraph({ style: 'GwAddressees', children: [new TextRun(`${data.addressees}：`)] }),
          ...data.paragraphs.map(paragraphOf),
          blank(pitch, true),
          new Paragraph({
            style: 'GwAttachment',
            keepNext: true,
            children: [new TextRun(`附件：${data.annex.title}`)],
          }),
          blank(pitch, true),
          blank(pitch, true),
          ...signed(data),
          new Paragraph({ style: 'GwAnnex', pageBreakBefore: true, children: [new TextRun('附件')] }),
          blank(),
          headline(data.annex.title),
          blank(240),
          annexTable(data.annex.table),
          new Paragraph({
            style: 'GwCell',
            spacing: { before: 120, ...exactly(340) },
            children: [new TextRun(data.annex.sums)],
          }),
          ...record(data),
          blank(20),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}
