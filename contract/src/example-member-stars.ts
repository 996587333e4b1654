/** Stars of the built-in scheme for members (docs/glossary.md; common stars follow 五带头). */
import { each, proven, quarterly, type StarText, yearly } from './example-words.ts'
import type { dutyCategories } from './scheme-check.ts'
import type { VillageType } from './words.ts'

const localRule: Record<VillageType, string> = {
  PASTORAL: '遵守村规民约、禁牧休牧规定',
  BORDER: '遵守村规民约、边境管理和禁牧休牧规定',
  MIXED: '遵守村规民约、禁牧休牧和秸秆禁烧规定',
  FARMING: '遵守村规民约、耕地保护和秸秆禁烧规定',
  SUBURBAN: '遵守村规民约、规划建设和出租房管理规定',
}
export const memberCommon = (type: VillageType): StarText[] => [
  {
    name: '学习提高星',
    requirement: '带头学习提高：按时参加组织生活，学政策、学技术、学国家通用语言文字。',
    rules: [
      each(1, 5, '参加支部学习、党课，每次', '签到表'),
      quarterly(3, '主题党日参加率 80% 以上', '签到表'),
      yearly(2, '掌握一门实用技术或参加培训', '证书、照片'),
    ],
  },
  {
    name: '争创佳绩星',
    requirement: '带头争创佳绩：说到做到，勤劳致富，村里的重点工作走在前。',
    rules: [
      each(2, 4, '承诺事项按期兑现（2 项），每项', '承诺书'),
      yearly(3, '家庭收入或生产指标达到本村平均', '村核实表'),
      each(1, 3, '参与村集体重点工作，每次', '工作记录'),
    ],
  },
  {
    name: '服务群众星',
    requirement: '带头服务群众：联系群众有名单，群众有事找得到。',
    rules: [
      quarterly(4, '联系 5 户群众，每季度走访', '走访记录'),
      quarterly(4, '志愿服务每年不少于 6 次', '服务卡'),
      each(0.5, 2, '代办、帮办事项，每件', '代办单'),
    ],
  },
  {
    name: '遵纪守法星',
    requirement: '带头遵纪守法：守纪律、讲规矩，按时足额交纳党费。',
    rules: [
      quarterly(3, '按时足额交纳党费', '党费证'),
      yearly(4, '无违法违纪，不参与赌博和封建迷信', '村、派出所核实'),
      yearly(3, localRule[type], '村核实'),
    ],
  },
  {
    name: '弘扬正气星',
    requirement: '带头弘扬正气：孝老爱亲、邻里和睦，敢于劝阻歪风。',
    rules: [
      yearly(4, '孝老爱亲、邻里和睦', '评议'),
      yearly(3, '移风易俗、不大操大办', '村核实'),
      each(1, 3, '宣传政策、劝导不文明行为，每次', '记录'),
    ],
  },
]

/** The third duty of an ordinary member goes by where he lives. */
const local: Record<VillageType, StarText> = {
  PASTORAL: {
    name: '生态护草星',
    requirement: '落实草畜平衡，参加巡护和整治，守好自家草场。',
    rules: [
      yearly(5, '落实草畜平衡', '责任书'),
      each(1.25, 5, '参加巡护、植绿、整治不少于 4 次，每次', '照片'),
    ],
  },
  MIXED: {
    name: '生态护草星',
    requirement: '草畜平衡、秸秆还田，参加巡护和整治。',
    rules: [
      yearly(5, '落实草畜平衡，秸秆不焚烧', '责任书'),
      each(1.25, 5, '参加巡护、植绿、整治不少于 4 次，每次', '照片'),
    ],
  },
  BORDER: {
    name: '守边护边星',
    requirement: '放牧就是巡逻，见到情况马上报，人人都是哨兵。',
    rules: [
      quarterly(6, '参加巡边踏查，每季度不少于 3 次', '巡边日志'),
      yearly(4, '及时报告边情、遵守边境管理规定', '村、派出所核实'),
    ],
  },
  FARMING: {
    name: '庭院整洁星',
    requirement: '房前屋后整洁，带头参加村庄清洁和农田水利劳动。',
    rules: [
      quarterly(5, '庭院和承包地整洁，检查达标', '评比表'),
      each(1.25, 5, '参加村庄清洁、农田水利劳动不少于 4 次，每次', '照片'),
    ],
  },
  SUBURBAN: {
    name: '邻里服务星',
    requirement: '网格里的热心人，邻里矛盾愿意调、隐患看见就报。',
    rules: [
      quarterly(5, '担任楼栋长、网格员助手等并履职', '网格日志'),
      each(1.25, 5, '参加治安巡逻、环境整治、便民服务不少于 4 次，每次', '照片'),
    ],
  },
}

/** Three duty stars for each category of member. */
export const memberDuty = (
  type: VillageType,
): Record<(typeof dutyCategories)[number], [StarText, StarText, StarText]> => ({
  ORDINARY: [
    {
      name: '设岗定责星',
      requirement: '认领一个岗位，履好一份职责。',
      rules: [quarterly(10, '认领岗位并履职（每季度 2.5 分）', '岗位记录')],
    },
    {
      name: '致富带富星',
      requirement: '自己的日子过得稳，还带着别人一起过好。',
      rules: [yearly(4, '自身产业稳定', '村核实'), yearly(6, '带动或结对帮扶 1 户以上', '帮扶记录')],
    },
    local[type],
  ],
  CENTRAL_HOUSEHOLD: [
    {
      name: '联户学习星',
      requirement: '中心户就是学习点，把附近党员群众组织起来学。',
      rules: [
        each(1, 6, '在中心户组织学习不少于 6 次，每次', '学习记录、照片'),
        yearly(4, '学习场所整洁，有书报、有国旗党旗、有公开栏', '照片'),
      ],
    },
    {
      name: '联户服务星',
      requirement: '每月走访联系户，困难有人帮、政策有人讲。',
      rules: [quarterly(6, '每月走访联系户', '走访记录'), each(1, 4, '为联系户代办、帮办，每件', '代办单')],
    },
    {
      name: '联户维稳星',
      requirement: '情况早知道、矛盾早化解，联系户平平安安。',
      rules: [
        quarterly(4, '每月报告联系户情况', '情况报告'),
        each(1, 3, '就地化解矛盾纠纷，每件', '调解记录'),
        yearly(3, '联系户无治安案件、无上访', '村核实'),
      ],
    },
  ],
  COMMITTEE: [
    {
      name: '履职尽责星',
      requirement: '分工明确、坐班在岗，分管工作不掉链子。',
      rules: [
        quarterly(4, '按时坐班值班、参加两委会议', '值班表、会议记录'),
        yearly(3, '分管工作年度考核合格', '考核表', 'TOWNSHIP'),
        quarterly(3, '联系包户，每季度走访全覆盖', '走访记录'),
      ],
    },
    {
      name: '项目推进星',
      requirement: '领办一个项目，办成几件实事。',
      rules: [
        yearly(5, '领办或参与村级项目并按期完成', '项目资料', 'TOWNSHIP'),
        each(1, 3, '牵头办成民生实事，每件', '实事清单'),
        yearly(2, '争取政策、资金或帮扶资源', '文件、协议'),
      ],
    },
    {
      name: '廉洁自律星',
      requirement: '不贪不占、公开公道，管好自己和家人。',
      rules: [
        yearly(4, '无违反廉洁纪律的问题', '村务监督委员会核实', 'TOWNSHIP'),
        quarterly(3, '经手账目按季公开', '公开栏照片'),
        yearly(3, '述职述廉测评满意', '测评表'),
      ],
    },
  ],
  FLOATING: [
    {
      name: '定期联系星',
      requirement: '走得再远，每月同支部联系一次。',
      rules: [
        quarterly(6, '每月与支部联系，报告学习和生活', '联系记录'),
        quarterly(4, '线上参加组织生活、按时交纳党费', '记录、党费证'),
      ],
    },
    {
      name: '在外作为星',
      requirement: '在外守法诚信，在岗位上亮身份、有作为。',
      rules: [
        yearly(5, '遵纪守法、诚信务工经商', '流入地党组织或单位证明'),
        yearly(5, '在流入地参加志愿服务或受到好评', '证明、照片'),
      ],
    },
    {
      name: '反哺家乡星',
      requirement: '信息、技术、资金、人手，总有一样带回家乡。',
      rules: [
        each(2, 6, '提供就业、销路等信息或帮带同乡，每次', '支部证明'),
        yearly(4, '为家乡出资、出力或献策', '支部证明'),
      ],
    },
  ],
})

/** Six stars to choose two of. */
export const memberPool: StarText[] = [
  {
    name: '志愿先锋星',
    requirement: '急难险重冲在前，群众活动带头办。',
    rules: [
      each(2, 6, '参加应急、防火、防疫任务，每次', '支部证明'),
      yearly(4, '组织群众活动 1 次以上', '照片'),
    ],
  },
  {
    name: '家风示范星',
    requirement: '家和业兴，门前屋后干干净净。',
    rules: [yearly(5, '获评文明户、五好家庭', '证书'), yearly(5, '家庭环境整洁达标', '评比表')],
  },
  {
    name: '技术能手星',
    requirement: '有一手过硬技术，愿意教给别人。',
    rules: [
      yearly(4, '取得职业技能证书或被认定为乡土人才', '证书'),
      each(1, 4, '传授技术或现场指导，每次', '记录、照片'),
      yearly(2, '带出徒弟 1 名以上', '支部证明'),
    ],
  },
  {
    name: '双语宣讲星',
    requirement: '用群众听得懂的话，把党的政策讲到家门口。',
    rules: [
      each(1, 6, '开展双语宣讲，每次', '宣讲记录'),
      yearly(4, '协助翻译、代写材料，群众反映好', '支部证明'),
    ],
  },
  {
    name: '民族团结星',
    requirement: '各族邻里一家亲，互帮互学互敬。',
    rules: [
      quarterly(5, '与其他民族家庭结对往来，每季度走访', '结对记录'),
      each(1.25, 5, '参加民族团结进步活动，每次', '照片'),
    ],
  },
  {
    name: '调解能手星',
    requirement: '讲得清理、劝得住人，小事不出村。',
    rules: [
      each(2, 6, '参与调解并达成协议，每件', '调解协议'),
      yearly(4, '担任调解员或人民陪审员并履职', '聘书'),
    ],
  },
]

export const memberBonuses = [
  proven(each(1, 2, '受到旗县级表彰', '表彰文件', 'TOWNSHIP')),
  proven(each(2, 4, '受到盟市级表彰', '表彰文件', 'TOWNSHIP')),
  proven(each(3, 5, '受到自治区级以上表彰', '表彰文件', 'TOWNSHIP')),
  each(2, 4, '见义勇为或在抢险救灾中表现突出', '苏木镇证明', 'TOWNSHIP'),
  each(0.5, 2, '扶危济困、捐款捐物，每次', '支部证明', 'SAMPLE'),
  each(1, 2, '先进事迹在旗县级以上媒体报道', '报道', 'TOWNSHIP'),
]
export const memberDeductions = [
  each(1, null, '无故不参加组织生活，每次', '签到表', 'BRANCH'),
  each(0.5, null, '组织生活迟到早退，每次', '签到表', 'BRANCH'),
  each(3, null, '无正当理由拒不接受组织分配的任务', '支部记录', 'SAMPLE'),
  each(1, null, '经催交才交纳党费，每次', '党费收缴本', 'BRANCH'),
]
export const memberVetoes = [
  '受到党纪处分或被追究刑事责任',
  '参加邪教组织或非法宗教活动、非法集会',
  '组织、煽动群众上访',
  '积分申报弄虚作假',
  '民主评议被评为不合格',
]
