/** Invented data for the tests of printing. */
import type {
  BookData,
  CircularData,
  DoorPlateData,
  LitColour,
  MinutesData,
  NoticeData,
  ObjectionData,
  PlaqueData,
  PrintedStar,
  SummaryData,
  WhyData,
  WhyEntry,
} from './shapes.ts'

export const starNames = [
  '班子建设星',
  '党员队伍星',
  '制度机制星',
  '工作业绩星',
  '群众满意星',
  '产业发展星',
  '生态保护星',
  '平安团结星',
  '文明新风星',
  '人才回引星',
]

const colours: (LitColour | undefined)[] = [
  'GOLD',
  'GOLD',
  'SILVER',
  'SILVER',
  'RED',
  'RED',
  'GOLD',
  'SILVER',
  'RED',
]
export const tenStars = (lit = 9): PrintedStar[] =>
  starNames.map((name, i) => ({ name, lit: i < lit ? (colours[i] ?? 'RED') : undefined }))

export const longName = '阿拉坦其其格·乌兰托娅·巴雅尔斯仁道尔吉·斯琴格日乐图雅·额尔德尼巴特尔·苏布德毕力格'
export const mongolian = 'ᠪᠠᠶᠠᠨᠲᠠᠯ᠎ᠠ ᠭᠠᠴᠠᠭ᠎ᠠ'

export const plaque: PlaqueData = {
  programme: '“532”星级管理',
  title: '九星级党组织',
  organisation: '中共白音塔拉嘎查总支部委员会',
  mongolianName: mongolian,
  stars: tenStars(),
  year: '2025年度',
  awardedOn: '2026年3月5日',
  issuer: '中共锡林河旗委组织部',
  serial: 'XLH-2025-0037',
  verifyUrl: 'https://xinghe.example.cn/p/XLH-2025-0037',
}

export const doorPlate: DoorPlateData = {
  title: '党员中心户',
  memberName: '苏雅拉其其格',
  organisation: '白音塔拉嘎查党总支第二党支部',
  stars: tenStars(8),
  year: '2025年度',
  issuer: '中共锡林河旗委组织部',
  serial: 'XLH-M-2025-0412',
  verifyUrl: 'https://xinghe.example.cn/p/XLH-M-2025-0412',
}

const entry = (i: number): WhyEntry => ({
  on: `2025年${(i % 12) + 1}月${(i % 27) + 1}日`,
  reason: `第${i + 1}次主题党日，组织党员到敖包山草场清理围栏外垃圾`,
  rule: '3.1',
  ruleText: '“三会一课”、主题党日按期开展',
  ruleVersion: '2025年第1版',
  claimed: '+1',
  counted: i % 5 === 4 ? '0' : '+1',
  capNote: i % 5 === 4 ? '本季度封顶4分' : undefined,
  evidence: ['会议记录', '照片2张'],
  enteredBy: '乌云其木格',
  confirmedBy: '哈斯巴根',
  checkedBy: i % 3 === 0 ? '李志强' : undefined,
})

export const whyOf = (count: number): WhyData => {
  const entries = Array.from({ length: count }, (_, i) => entry(i))
  const second = entries[1]
  if (second) second.reversed = { on: '2025年6月30日', by: '李志强', reason: '与第1条重复登记' }
  return {
    subject: '白音塔拉嘎查党总支',
    township: '巴彦查干苏木',
    year: '2025年度',
    starName: '制度机制星',
    starGroup: '共性星',
    stars: tenStars(),
    position: 3,
    lit: 'SILVER',
    points: '12.5',
    lightAt: '10',
    arithmetic: [
      { text: '3.1 “三会一课”、主题党日按期开展（满分4分，每次1分）', points: '4' },
      { text: '3.2 重大事项执行“四议两公开”（满分3分）', points: '3' },
      { text: '3.3 党务、村务、财务每季度公开（满分3分）', points: '3' },
      { text: '加分：旗级表彰1次', points: '+1' },
      { text: '加分：旗级现场会在本村召开', points: '+2' },
      { text: '扣分：任务逾期1项', points: '-0.5' },
      { text: '本星得分', points: '12.5' },
    ],
    entries,
    caps: ['规则3.1每季度封顶4分，第三季度超出部分2分不计入。'],
    missing: ['距金星（14分）还差1.5分。'],
    ledgerCode: '7F3A-91C2-E0B4',
    printed: '由巴彦查干苏木苏木镇组织委员李志强于2026年1月6日 15:42打印',
  }
}

export const notice: NoticeData = {
  title: '关于2025年度嘎查村党组织星级评定结果的公示',
  documentNo: '巴党发〔2026〕3号',
  paragraphs: [
    '经嘎查村党组织自评、群众测评、苏木党委考核组考核，巴彦查干苏木党委2026年1月5日会议研究，拟评定下列党组织星级，现予公示。',
  ],
  table: {
    kind: 'organisations',
    rows: ['白音塔拉', '乌兰图雅', '敖包图', '宝力根', '额尔敦', '沙日宝拉格', '那仁', '查干淖尔'].map(
      (name, i) => ({
        name: `${name}嘎查党${i % 2 ? '支部' : '总支'}`,
        points: String(118.5 - i * 4),
        level: `${'十十九九八八七六'[i]}星级`,
        class: i < 6 ? '一类' : '二类',
        stars: tenStars([10, 10, 9, 9, 8, 8, 7, 6][i]),
      }),
    ),
  },
  period: { from: '2026年1月7日', to: '2026年1月13日', workingDays: 5 },
  contact: {
    office: '巴彦查干苏木党委组织办公室',
    phone: '0479-1234567',
    address: '巴彦查干苏木政府办公楼203室',
    hours: '工作日8:30—12:00、14:30—18:00',
  },
  issuer: '中共巴彦查干苏木委员会',
  issuedOn: '2026年1月6日',
  ledgerCode: '7F3A-91C2-E0B4',
  url: 'https://xinghe.example.cn/n/2026-0003',
}

export const memberNotice: NoticeData = {
  ...notice,
  title: '关于白音塔拉嘎查党员星级评定结果的更正公示',
  documentNo: undefined,
  amends: {
    title: '关于白音塔拉嘎查党员星级评定结果的公示',
    on: '2026年1月6日',
    reason: '经复核，乌云其木格“志愿先锋星”漏计防火值守积分3分',
  },
  table: {
    kind: 'members',
    rows: [longName, '乌云其木格', '王玉兰', '哈斯巴根'].map((name, i) => ({
      name,
      branch: i === 0 ? '白音塔拉嘎查党总支第二党支部（敖包图浩特联合党小组）' : '第一党支部',
      points: String(104 - i * 6.5),
      level: ['十星', '九星', '八星', '七星'][i] ?? '',
      stars: tenStars(10 - i),
    })),
  },
}

export const quarterNotice: NoticeData = {
  ...notice,
  title: '2025年第三季度党员积分公示',
  documentNo: undefined,
  paragraphs: ['现将白音塔拉嘎查党总支第一党支部2025年第三季度党员积分情况公示如下。'],
  table: {
    kind: 'quarter',
    rows: Array.from({ length: 36 }, (_, i) => ({
      name: i === 3 ? longName : `乌云${'其格娜仁花图雅高娃塔拉'[i % 11]}${'斯琴格日乐'[i % 5]}`,
      plus: String(12 + (i % 7) / 2),
      minus: i % 6 === 5 ? '1.5' : '0',
      quarter: String(10.5 + (i % 7) / 2),
      year: String(61 + i / 2),
    })),
  },
}

export const bookOf = (count: number): BookData => ({
  kind: 'MEMBER',
  blank: false,
  name: '苏雅拉其其格',
  township: '巴彦查干苏木',
  branch: '白音塔拉嘎查党总支第二党支部',
  year: '2025年度',
  bookNo: 'M-2025-0412',
  printed: '由巴彦查干苏木苏木镇组织委员李志强于2026年1月6日 15:42打印',
  stars: tenStars(9).map((star, i) => ({
    ...star,
    requirement:
      i % 2 ? '按计划发展党员，党费按月足额收缴' : '班子成员配备齐全，坐班值班、重大事项报告制度落实',
    points: star.lit === 'GOLD' ? '14.5' : star.lit === 'SILVER' ? '12' : star.lit ? '10.5' : '7',
    lightAt: '10',
    rules: [1, 2, 3].map((k) => ({
      code: `${i + 1}.${k}`,
      text: ['三会一课、主题党日按期参加', '承诺事项按期兑现', '联系5户群众，每季度走访'][k - 1] ?? '',
      points: k === 1 ? '4' : '3',
      counted: k === 1 ? '4' : '2.5',
    })),
  })),
  entries: Array.from({ length: count }, (_, i) => ({
    on: `2025年${(i % 12) + 1}月${(i % 27) + 1}日`,
    quarter: Math.floor((i % 12) / 3) + 1,
    star: starNames[i % 10] ?? '',
    rule: `${(i % 10) + 1}.2`,
    reason: i % 7 === 6 ? '无故缺席支部党员大会' : '参加草原防火值守，登记入山车辆并劝返野外用火',
    plus: i % 7 === 6 ? undefined : '1.5',
    minus: i % 7 === 6 ? '1' : undefined,
    signedBy: '哈斯巴根',
    reversed: i === 4 ? { on: '2025年6月30日', reason: '重复登记' } : undefined,
  })),
  yearSheet: starNames.map((star, i) => ({
    star,
    requirement: '班子成员配备齐全，坐班值班、重大事项报告制度落实，按计划发展党员，党费按月足额收缴',
    months: Array.from({ length: 12 }, (_, month) =>
      month % 3 === 0 ? '2.5' : month % 3 === 1 ? '-0.5' : '',
    ),
    quarters: ['2.5', '3', '2.5', String(i % 3)],
    total: String(8 + (i % 3)),
  })),
  yearTotal: {
    months: Array.from({ length: 12 }, () => '18.5'),
    quarters: ['25', '30', '25', '9'],
    total: '89',
  },
  quarterSums: [
    { plus: '26', minus: '1', total: '25' },
    { plus: '30', minus: '0', total: '30' },
    { plus: '25', minus: '0', total: '25' },
    { plus: '10.5', minus: '1.5', total: '9' },
  ],
  result: { grade: '优秀', level: '九星' },
  ledgerCode: '7F3A-91C2-E0B4',
  printedAt: '2026年1月6日',
})

const members = Array.from({ length: 24 }, (_, i) =>
  i === 3 ? longName : `乌云${'其格娜仁花图雅高娃塔拉'[i % 11]}${'斯琴格日乐'[i % 5]}`,
)
export const quarterSummary: SummaryData = {
  kind: 'QUARTER',
  blank: false,
  title: '2025年度第一季度积分汇总一览表',
  village: '白音塔拉嘎查党总支',
  township: '巴彦查干苏木',
  rows: members.map((name, i) => ({
    name,
    category: i % 4 ? '农牧民党员' : '党员中心户',
    plus: String(12 + i / 2),
    minus: i % 6 ? '0' : '1.5',
    quarter: String(10.5 + i / 2),
    year: String(61 + i / 2),
    remark: i === 5 ? '免评' : undefined,
  })),
  sums: { plus: '512', minus: '6', quarter: '506', year: '1630.5' },
  ledgerCode: '7F3A-91C2-E0B4',
  printed: '由巴彦查干苏木苏木镇组织委员李志强于2026年1月6日 15:42打印',
}
export const yearSummary: SummaryData = {
  ...quarterSummary,
  kind: 'YEAR',
  title: '2025年度积分汇总表',
  rows: members.map((name, i) => ({
    name,
    quarters: ['25.5', '30', '25', String(9 + i)],
    year: String(89.5 + i),
    lit: String(6 + (i % 5)),
    grade: i === 7 ? '不合格' : i % 4 ? '合格' : '优秀',
    level: i === 7 ? '不予评星' : `${'六七八九十'[i % 5]}星级`,
    remark: i === 7 ? '无正当理由连续六个月不参加组织生活' : undefined,
  })),
  sums: { quarters: ['612', '720', '600', '492'], year: '2424' },
  statistics: { taken: '24', excellent: '6', qualified: '17', basic: '0', unqualified: '1' },
}
export const villageBook: BookData = {
  ...bookOf(40),
  kind: 'ORG',
  name: '中共白音塔拉嘎查总支部委员会',
  branch: undefined,
  bookNo: 'O-2025-0037',
  summaries: [
    ...['一', '二', '三', '四'].map((numeral) => ({
      ...quarterSummary,
      title: `2025年度第${numeral}季度积分汇总一览表`,
    })),
    yearSummary,
  ],
  result: { level: '九星级', class: '一类' },
}
/** Everything that was counted or written left out. */
export const blankBook: BookData = {
  ...bookOf(0),
  blank: true,
  printed: '',
  ledgerCode: '',
  printedAt: '',
  stars: bookOf(0).stars.map(({ lit: _, ...star }) => star),
  yearSheet: bookOf(0).yearSheet.map((row) => ({
    ...row,
    months: Array(12).fill(''),
    quarters: ['', '', '', ''],
    total: '',
  })),
  yearTotal: { months: Array(12).fill(''), quarters: ['', '', '', ''], total: '' },
  quarterSums: Array.from({ length: 4 }, () => ({ plus: '', minus: '', total: '' })),
  result: undefined,
}

export const blankObjection: ObjectionData = {
  noticeTitle: '关于2025年度嘎查村党组织星级评定结果的公示',
  noticeNo: '2026-0003',
  issuer: '中共巴彦查干苏木委员会',
  period: '2026年1月7日至1月13日',
  office: '巴彦查干苏木党委组织办公室',
  answerDays: '5',
  url: 'https://xinghe.example.cn/n/2026-0003',
  printed: '',
}
export const objection: ObjectionData = {
  ...blankObjection,
  objector: longName,
  contact: '0479-1234567，白音塔拉嘎查敖包图浩特',
  trackingCode: '1K7Q-29FA',
  about: '白音塔拉嘎查党总支第二党支部　苏雅拉其其格',
  content:
    '第三季度草原防火值守本人与其同班，共8次，公示中只登记6次，请核对值班登记表；另外，六月的主题党日其本人在外就医，有请假条，不应扣分。',
  raisedOn: '2026年1月8日',
  dueOn: '2026年1月15日',
  finding:
    '考核组1月10日查阅值班登记表、请假条，走访同班党员3人：值守8次属实，漏登2次；请假手续完备，扣分不当。',
  investigatedBy: '赵文斌',
  investigatedOn: '2026年1月10日',
  outcome: 'AMENDED',
  answer: '反映属实。补登防火值守2次共3分，冲正误扣1分，星级由八星更正为九星，重新公示5个工作日。',
  answeredBy: '李志强',
  answeredOn: '2026年1月12日',
  printed: '由巴彦查干苏木苏木镇组织委员李志强于2026年1月16日 9:10打印',
}

export const minutes: MinutesData = {
  title: '2025年度嘎查村党组织星级综合评定会议纪要',
  printed: '由巴彦查干苏木苏木镇组织委员李志强于2026年1月6日 15:42打印',
  documentNo: '〔2026〕1号',
  heldAt: '2026年1月5日9:00—11:20',
  place: '苏木党委二楼会议室',
  chair: '那日苏',
  recorder: '王玉兰',
  present: ['那日苏', '李志强', '乌云其木格', '哈斯巴根', '赵文斌', longName],
  absent: ['孟根（在旗委党校学习）'],
  invited: ['旗委组织部组织科 刘海燕'],
  quorum: { members: 7, present: 6, required: 4, reached: true },
  proceedings: [
    '会议听取了考核组关于2025年度动态积分、群众测评和年终考核情况的汇报，逐个审议了8个嘎查村党组织的星级建议。',
    '评定依据：《巴彦查干苏木2025年度评星定级方案》（2025年第1版）及各嘎查村积分手册。',
  ],
  results: ['白音塔拉', '乌兰图雅', '敖包图', '宝力根', '额尔敦', '沙日宝拉格', '那仁', '查干淖尔'].map(
    (name, i) => ({
      name: `${name}嘎查党${i % 2 ? '支部' : '总支'}`,
      points: String(118.5 - i * 4),
      computed: `${'十十九九八八七六'[i]}星级`,
      final: `${'十十九八八八七六'[i]}星级`,
      reason: i === 3 ? '三季度财务公开推迟，群众反映属实，会议决定不授“制度机制星”' : undefined,
      votes: { for: 6 - (i === 3 ? 1 : 0), against: 0, abstained: i === 3 ? 1 : 0 },
    }),
  ),
  decisions: ['按上表星级在全苏木公示5个工作日。', '公示无异议后报旗委组织部备案。'],
  signatures: [{ duty: '主持人', name: '那日苏' }, { duty: '记录人', name: '王玉兰' }, { duty: '纪委书记' }],
  issuer: '中共巴彦查干苏木委员会',
  issuedOn: '2026年1月5日',
}

const townships = [
  '巴彦查干苏木',
  '乌兰诺尔镇',
  '敖包图苏木',
  '宝力根镇',
  '额尔敦苏木',
  '沙日宝拉格镇',
  '那仁苏木',
  '查干淖尔镇',
]
const levelOf = (i: number): string => (i < 15 ? '十星级' : i < 42 ? '九星级' : i < 75 ? '八星级' : '七星级')
/** A hundred and three organisations, and a text of more than a page. */
export const circular: CircularData = {
  title: '关于2025年度嘎查村党组织星级评定结果的通报',
  mark: '中共锡林河旗委组织部文件',
  number: '锡组通〔2026〕3号',
  addressees: '各苏木镇党委，旗直各部门党组（党委）',
  paragraphs: [
    {
      kind: 'TEXT',
      head: '根据“532”星级管理办法，经自评、测评、考核、综合评定、公示和备案，现将结果通报如下。',
      rest: '',
    },
    { kind: 'FIRST', head: '一、评定结果', rest: '' },
    {
      kind: 'TEXT',
      head: '2025年度共评定嘎查村党组织103个，其中一类75个（十星级15个，九星级27个，八星级33个）；其余28个均为二类嘎查村党组织。',
      rest: '',
    },
    { kind: 'FIRST', head: '二、有关要求', rest: '' },
    { kind: 'SECOND', head: '（一）用好评定结果。', rest: '把星级作为评先评优、绩效报酬的依据。' },
    // Nothing but characters of full width: lines of it hold exactly twenty-eight.
    ...[14, 14, 5].map((times) => ({
      kind: 'TEXT' as const,
      head: '草原上的党组织要把群众的小事当作自己的大事来办好'.repeat(times),
      rest: '',
    })),
  ],
  issuer: '中共锡林河旗委组织部',
  issuedOn: '2026年3月5日',
  copies: '旗委办公室，旗纪委监委，旗委党建工作领导小组成员单位',
  office: '中共锡林河旗委组织部办公室',
  printedOn: '2026年3月5日',
  annex: {
    title: '2025年度嘎查村党组织星级评定结果',
    table: {
      columns: [
        { title: '序号', width: 12 },
        { title: '苏木镇', width: 34, left: true },
        { title: '党组织', width: null, left: true },
        { title: '总积分', width: 18 },
        { title: '星级', width: 20 },
        { title: '类别', width: 16 },
      ],
      rows: Array.from({ length: 103 }, (_, i) => [
        String(i + 1),
        townships[i % 8] as string,
        `${townships[i % 8]?.slice(0, 2)}第${Math.floor(i / 8) + 1}嘎查党支部`,
        String(120 - i / 2),
        levelOf(i),
        i < 75 ? '一类' : '二类',
      ]),
    },
    sums: '合计103个：十星级15个、九星级27个、八星级33个、七星级28个；一类75个、二类28个。',
  },
}
