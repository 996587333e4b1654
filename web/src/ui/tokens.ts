/** The look, in one file. base.css reads these as variables, Ant Design through theme.ts, drawings directly. */
export interface Tokens {
  paper: string
  card: string
  line: string
  line2: string
  ink: string
  ink2: string
  hover: string
  head: string
  red: string
  redHover: string
  redPress: string
  link: string
  done: string
  waiting: string
  soon: string
  late: string
  idle: string
  doneTint: string
  waitingTint: string
  soonTint: string
  lateTint: string
  idleTint: string
  text: number
  small: number
  title: number
  /** Height of what can be pressed, of a table row, of the top bar, of the phone's bottom bar; width of the menu. */
  target: number
  row: number
  bar: number
  bottom: number
  side: number
}

const standard: Tokens = {
  paper: '#FBFAF7',
  card: '#FFFFFF',
  line: '#E7E2D9',
  line2: '#B5AEA2',
  ink: '#211D18',
  ink2: '#6B645A',
  hover: '#F5F2EB',
  head: '#F6F3EC',
  red: '#A3211B',
  redHover: '#8C1A15',
  redPress: '#741410',
  link: '#2F5D8A',
  done: '#2C7A4B',
  waiting: '#2F5D8A',
  soon: '#9E5E00',
  late: '#B3261E',
  idle: '#6B645A',
  doneTint: '#F1F8F3',
  waitingTint: '#F0F5FA',
  soonTint: '#FFFDF8',
  lateTint: '#FDF3F2',
  idleTint: '#F6F3EC',
  text: 14,
  small: 13,
  title: 22,
  target: 36,
  row: 40,
  bar: 56,
  bottom: 56,
  side: 208,
}
/** 长辈版: larger type, targets of 60 px, more contrast. */
const elder: Tokens = {
  ...standard,
  line: '#B5AEA2',
  line2: '#6B645A',
  ink: '#000000',
  ink2: '#453F37',
  link: '#1D4468',
  soon: '#7A4900',
  done: '#1D5C36',
  late: '#8F1A14',
  idle: '#453F37',
  text: 18,
  small: 17,
  title: 28,
  target: 60,
  row: 60,
  bar: 72,
  bottom: 72,
  side: 248,
}
export const tokensOf = (forElder: boolean): Tokens => (forElder ? elder : standard)

export const face = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
/** For covers and plaques only. */
export const songFace = '"Songti SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif'

/** The same inks as on paper (server/print). */
export const starInks = {
  G: { fill: '#E2B13C', line: '#85610F' },
  S: { fill: '#C3C9CF', line: '#5F6A75' },
  R: { fill: '#C9302C', line: '#7C1512' },
  unlit: '#B9B2A6',
} as const

/** Bars and lines: this year, the year before; of steps the states in an order that is read. */
export const chartInks = {
  now: '#2F5D8A',
  before: '#C9C2B4',
  done: '#2C7A4B',
  under: '#2F5D8A',
  late: '#B3261E',
  todo: '#8A8377',
} as const

/** 大屏: read from six metres; gold for ten stars alone. */
export const wallInks = {
  ground: '#15120F',
  tile: '#1F1B16',
  line: '#3A342B',
  ink: '#F4EEE2',
  ink2: '#B3A999',
  gold: '#E2B13C',
  first: '#F4EEE2',
  second: '#8C8374',
  third: '#F08A80',
  done: '#6DBB87',
  now: '#86B3E0',
  late: '#F08A80',
  todo: '#5A5246',
} as const

export type Tone = 'done' | 'waiting' | 'soon' | 'late' | 'idle'
/** Narrower than this is a phone. */
export const phoneWidth = 768
