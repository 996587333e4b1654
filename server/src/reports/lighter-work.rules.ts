/** What is demanded so that the work stays light, and what this county's own settings and schemes say to it. */
import type { LighterRule } from '@xinghe/contract/lighter-work'

export interface LighterFacts {
  schemes: number
  rules: number
  /** Contents of rules that would count clicks or presence instead of deeds. */
  clicking: readonly string[]
  /** Rules that demand a paper or a photograph. */
  withEvidence: number
  ranking: boolean
  confirmWorkdays: number
  checkWorkdays: number
  samplePercent: number
  facts: number
  twice: number
}

/** Words that betray points for presence or clicks. */
export const clickingWords = ['打卡', '在线时长', '点赞', '转发', '浏览量', '下载安装']
const basis = '为基层减负、整治形式主义的有关要求'

/** Each demand with how it is kept. Figures stand in the sentence, so that nobody has to ask where they come from. */
export function lighterRules(facts: LighterFacts): LighterRule[] {
  return [
    {
      demand: '不按打卡、在线时长、点赞转发计分',
      basis,
      how:
        facts.clicking.length === 0
          ? `本年度${facts.schemes}套方案、${facts.rules}条细则中没有这样的细则；积分只记经支部确认的事。`
          : `有${facts.clicking.length}条细则像是按次数或点击计分，请修改：${facts.clicking.slice(0, 3).join('；')}`,
      kept: facts.clicking.length === 0,
    },
    {
      demand: '不给党员排名',
      basis,
      how: facts.ranking
        ? '参数“党员名单按星级和积分排名”已打开，建议在参数设置中关闭。'
        : '党员名单按嘎查村和编号排列，手机上不显示名次；参数“党员名单按星级和积分排名”未打开。',
      kept: !facts.ranking,
    },
    {
      demand: '不统计登录次数、在线时长和安装率',
      basis,
      how: '系统不记录也不汇总这些数据；用浏览器打开网页即可办理，不要求安装应用。',
      kept: true,
    },
    {
      demand: '照片和材料可附可不附',
      basis,
      how: `${facts.rules}条细则中，${facts.withEvidence}条要求附佐证，其余${facts.rules - facts.withEvidence}条可附可不附；照片中的位置信息上传时自动去除。`,
      kept: null,
    },
    {
      demand: '一件事只填一次',
      basis,
      how:
        facts.twice === 0
          ? `本季度各嘎查村共填报${facts.facts}件，没有要求重报的。`
          : `本季度各嘎查村共填报${facts.facts}件，其中${facts.twice}件次被退回重报或重复登记，见下表。`,
      kept: facts.twice === 0,
    },
    {
      demand: '核查以抽查为主',
      basis,
      how:
        facts.samplePercent < 100
          ? `苏木镇按${facts.samplePercent}%抽查，方案规定逐条核查的除外。`
          : '抽查比例设为100%，等于逐张核查，建议调低。',
      kept: facts.samplePercent < 100,
    },
    {
      demand: '办理期限留足工作日',
      basis,
      how: `支部确认${facts.confirmWorkdays}个工作日，苏木镇核查${facts.checkWorkdays}个工作日，节假日不计入。`,
      kept: null,
    },
  ]
}
