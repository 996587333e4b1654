/** Invented names. None is a real person's: syllables are drawn at random. */
import type { Random } from './random.ts'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严',
]
const maleSyllables = [...'建国军强伟志刚永林海山文平德福春生明华東成金龙玉宝长顺景天立新富贵安民启东树青']
const femaleSyllables = [...'秀英桂兰玉梅淑珍凤霞丽娟晓红雪燕春花月琴彩云美玲静敏芳荣素珍瑞雅欣慧佳']
const mongolMale = [
  '巴特尔',
  '苏和',
  '额尔敦',
  '朝鲁',
  '宝音',
  '那顺',
  '阿拉坦',
  '哈斯',
  '布和',
  '达来',
  '特木尔',
  '青格勒',
  '吉日嘎拉',
  '毕力格',
  '斯琴',
  '乌力吉',
  '铁木尔',
  '图门',
  '满都拉',
  '孟和',
  '呼日勒',
  '敖特根',
  '巴雅尔',
  '钢',
  '苏雅拉',
  '赛音',
]
const mongolFemale = [
  '其其格',
  '图雅',
  '高娃',
  '娜仁',
  '萨仁',
  '乌云',
  '格日乐',
  '塔娜',
  '哈斯',
  '托娅',
  '苏日娜',
  '通拉嘎',
  '斯琴',
  '乌兰',
  '阿茹娜',
  '敖登',
  '琪琪',
  '莎仁',
]
const mongolTail = [
  '',
  '',
  '巴图',
  '朝克图',
  '毕力格',
  '吉雅',
  '花',
  '格日勒',
  '巴雅尔',
  '达赖',
  '那木拉',
  '宝力道',
]

/** A person's name; `mongol` is the share of Mongolian names in the place. */
export function inventName(random: Random, sex: 'M' | 'F', mongol: number): string {
  if (random.chance(mongol)) {
    const first = random.pick(sex === 'M' ? mongolMale : mongolFemale)
    const tail = random.pick(mongolTail)
    return tail === first ? first : first + tail
  }
  const syllables = sex === 'M' ? maleSyllables : femaleSyllables
  const given = random.chance(0.75) ? random.pick(syllables) + random.pick(syllables) : random.pick(syllables)
  return random.pick(surnames) + given.replace('東', '东')
}

const pastureHeads = [
  '巴彦',
  '乌兰',
  '查干',
  '赛汗',
  '额尔敦',
  '哈日',
  '呼和',
  '阿拉坦',
  '宝力格',
  '扎格斯',
  '巴音',
  '浩勒',
  '都日',
  '伊和',
  '萨如拉',
  '布日',
  '准',
  '达布',
]
const pastureTails = [
  '淖尔',
  '塔拉',
  '敖包',
  '高勒',
  '布拉格',
  '浩特',
  '希勒',
  '宝拉格',
  '额热格',
  '图嘎',
  '善达',
  '陶勒盖',
]
const farmHeads = ['东', '西', '兴', '永', '福', '新', '和', '广', '长', '义', '宝', '双', '丰', '太', '安']
const farmTails = ['升', '隆', '胜', '发', '兴', '合', '泰', '盛', '丰', '平', '顺', '河', '岭', '庄']

/** Names of villages, each once: gachas on the pasture, villages in farming country. */
export function villageNamer(random: Random): (pastoral: boolean) => string {
  const used = new Set<string>()
  return (pastoral) => {
    for (;;) {
      const name = pastoral
        ? `${random.pick(pastureHeads)}${random.pick(pastureTails)}嘎查`
        : `${random.pick(farmHeads)}${random.pick(farmTails)}村`
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}
