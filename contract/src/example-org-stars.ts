/** Stars of the built-in scheme for village Party organisations (docs/glossary.md; common stars follow 五个好). */
import { each, proven, quarterly, type StarText, yearly } from './example-words.ts'
import type { VillageType } from './words.ts'

export const orgCommon: StarText[] = [
  {
    name: '班子建设星',
    requirement: '领导班子好：班子健全、团结有力，学习、议事、值班制度落实，后备力量充足。',
    rules: [
      yearly(3, '班子成员配备齐全，书记无空缺', '任职文件'),
      quarterly(3, '每月至少 1 次班子学习、每季度 1 次议事', '会议记录、照片'),
      quarterly(2, '坐班值班、重大事项报告制度落实', '值班表'),
      yearly(2, '后备人才不少于 2 名，两委有 1 名大学生', '后备人才台账'),
    ],
  },
  {
    name: '党员队伍星',
    requirement:
      '党员队伍好：发展党员规范，党费按月收缴，流动党员有人管，无职党员有岗位，党员中心户作用明显。',
    rules: [
      yearly(3, '按计划发展党员，三年内有新党员', '发展党员材料'),
      quarterly(2, '党费按月足额收缴', '党费收缴本'),
      quarterly(2, '流动党员联系率 100%', '流动党员台账'),
      yearly(3, '无职党员设岗定责率 80% 以上，党员中心户作用明显', '设岗公示'),
    ],
  },
  {
    name: '制度机制星',
    requirement: '工作机制好：组织生活按期开展，重大事项集体决定，党务村务财务按季公开。',
    rules: [
      quarterly(4, '“三会一课”、主题党日按期开展', '记录本、照片'),
      yearly(3, '重大事项执行“四议两公开”', '决议、公示照片'),
      each(0.75, 3, '党务、村务、财务每季度公开，每公开一次', '公开栏照片'),
    ],
  },
  {
    name: '工作业绩星',
    requirement: '工作业绩好：年度重点任务完成，集体经济达到目标，上级交办事项不拖延。',
    rules: [
      yearly(4, '年度重点任务按时完成（完成率×4）', '任务清单', 'TOWNSHIP'),
      yearly(4, '集体经济收入达到年度目标', '财务报表', 'TOWNSHIP'),
      quarterly(2, '上级交办事项无逾期', '督办记录', 'TOWNSHIP'),
    ],
  },
  {
    name: '群众满意星',
    requirement: '群众反映好：群众满意度高，实事办得成、看得见，诉求有回音。',
    rules: [
      yearly(
        5,
        '群众满意度：95% 以上得 5 分，90% 至 95% 得 4 分，80% 至 90% 得 2 分，其余不得分',
        '测评表',
        'TOWNSHIP',
      ),
      each(1, 3, '为民办实事不少于 3 件并公示，每件', '实事清单'),
      quarterly(2, '诉求按期办结，无越级上访', '信访台账'),
    ],
  },
]

const industry: StarText = {
  name: '产业发展星',
  requirement: '主导产业明确，良种良法推开，合作社带得动牧户。',
  rules: [
    yearly(3, '主导产业明确，有合作社或联营组织', '合作社资料'),
    yearly(3, '良种化率、出栏率达到苏木镇目标', '统计表', 'TOWNSHIP'),
    yearly(2, '带动户数占牧户 30% 以上', '带动名册'),
    each(0.5, 2, '技术培训不少于 4 次，每次', '签到表'),
  ],
}
const ecology: StarText = {
  name: '生态保护星',
  requirement: '禁牧休牧和草畜平衡落到户，巡护不断档，环境整洁。',
  rules: [
    yearly(4, '禁牧休牧、草畜平衡责任书签订率 100%', '责任书'),
    quarterly(3, '每月巡护不少于 2 次', '巡护记录'),
    yearly(3, '人居环境整治达标，无垃圾乱倒', '照片'),
  ],
}
const peace: StarText = {
  name: '平安团结星',
  requirement: '矛盾纠纷就地化解，安全生产不出事，各族群众团结和睦。',
  rules: [
    quarterly(4, '矛盾纠纷调处率 95% 以上', '调解卷'),
    yearly(3, '无安全生产、火灾、重大治安案件', '部门证明', 'TOWNSHIP'),
    each(0.75, 3, '民族团结进步活动不少于 4 次，每次', '活动记录'),
  ],
}
const settlement: StarText = {
  name: '人居环境星',
  requirement: '村容整洁、厕所卫生、垃圾有处去，长效管护有人管。',
  rules: [
    quarterly(4, '环境整治按月开展，检查评比达标', '评比表'),
    yearly(3, '卫生厕所普及率、垃圾集中处理率达到苏木镇目标', '统计表', 'TOWNSHIP'),
    yearly(3, '管护队伍、管护经费、管护制度落实', '管护协议'),
  ],
}
const collective: StarText = {
  name: '集体经济星',
  requirement: '集体资产底数清、账目明，经营有项目，收入有增长、用得好。',
  rules: [
    yearly(4, '集体经济收入比上年增长 5% 以上', '财务报表', 'TOWNSHIP'),
    yearly(3, '有 1 个以上经营性项目，合同规范、收益到账', '项目合同'),
    yearly(3, '资产清查、收益分配经成员会议决定并公示', '决议、公示照片'),
  ],
}
const border: StarText = {
  name: '守边固边星',
  requirement: '护边员队伍健全，巡边踏查经常，军警民联防到位，边境安宁。',
  rules: [
    quarterly(4, '护边员队伍健全，按计划巡边踏查', '巡边日志'),
    quarterly(3, '军警民联防联控，重要情况当日报告', '联防记录'),
    yearly(3, '全年无涉边案事件', '边境派出所证明', 'TOWNSHIP'),
  ],
}

/** The three duty stars by type of village. */
export const orgDuty: Record<VillageType, [StarText, StarText, StarText]> = {
  PASTORAL: [industry, ecology, peace],
  BORDER: [industry, ecology, border],
  FARMING: [
    {
      name: '产业振兴星',
      requirement: '种养结构合理，粮食和重要农产品稳产，合作社、龙头企业带动农户增收。',
      rules: [
        yearly(3, '完成粮食播种和高标准农田管护任务', '统计表', 'TOWNSHIP'),
        yearly(3, '有合作社或龙头企业带动，农户参与率 40% 以上', '带动名册'),
        yearly(2, '推广良种良法，主要作物良种覆盖率达标', '统计表'),
        each(0.5, 2, '农业技术培训不少于 4 次，每次', '签到表'),
      ],
    },
    collective,
    settlement,
  ],
  MIXED: [
    { ...industry, requirement: '种养结合、为养而种，主导产业明确，合作社带得动农牧户。' },
    { ...ecology, requirement: '禁牧休牧、退耕还林还草成果守得住，巡护不断档，秸秆不焚烧。' },
    settlement,
  ],
  SUBURBAN: [
    collective,
    {
      name: '社会治理星',
      requirement: '网格有人、矛盾有解、出租房和流动人口底数清，安全隐患及时整改。',
      rules: [
        quarterly(4, '网格巡查走访到位，矛盾纠纷调处率 95% 以上', '网格日志'),
        quarterly(3, '出租房、流动人口登记及时准确', '登记台账'),
        yearly(3, '无安全生产、消防、重大治安案件', '部门证明', 'TOWNSHIP'),
      ],
    },
    {
      name: '公共服务星',
      requirement: '党群服务中心开门办事，代办帮办便捷，一老一小有人照看。',
      rules: [
        quarterly(4, '党群服务中心按时开放，代办帮办有登记', '代办登记'),
        yearly(3, '养老、托幼、助残服务有场所、有人员、有记录', '服务记录'),
        each(0.75, 3, '文体、义诊、普法等便民活动每季度不少于 1 次，每次', '活动记录'),
      ],
    },
  ],
}

const pool: StarText[] = [
  {
    name: '文明新风星',
    requirement: '村规民约管用，红白事不攀比，文明户越来越多。',
    rules: [
      yearly(4, '村规民约修订并执行', '村规民约'),
      yearly(3, '红白理事会正常运行，无大操大办', '台账'),
      yearly(3, '文明户评选覆盖 70% 以上', '名册'),
    ],
  },
  {
    name: '人才回引星',
    requirement: '在外人才联系得上、请得回、留得住。',
    rules: [
      yearly(3, '联系在外人才并建册', '人才台账'),
      each(2, 4, '回引创业或任职不少于 2 人，每人', '协议、任职文件'),
      yearly(3, '落实帮扶项目 1 个以上', '项目资料'),
    ],
  },
  {
    name: '文旅融合星',
    requirement: '牧家乐、民俗活动有组织有特色，旅游收入惠及群众。',
    rules: [
      yearly(4, '有规范经营的牧家乐、农家乐或民宿 2 家以上', '证照、照片'),
      each(1.5, 3, '办民俗、节庆活动 2 次以上，每次', '活动记录'),
      yearly(3, '旅游从业户均增收达到年度目标', '统计表'),
    ],
  },
  {
    name: '电商带动星',
    requirement: '有站点、有带头人、有自己的产品，线上卖得出去。',
    rules: [
      quarterly(4, '电商服务站点正常运营', '销售台账'),
      yearly(3, '培育本地网销产品 1 个以上', '产品资料'),
      yearly(3, '带动 10 户以上群众线上销售', '带动名册'),
    ],
  },
  {
    name: '志愿服务星',
    requirement: '志愿服务队伍常在，群众需要时有人到。',
    rules: [
      yearly(3, '组建党员志愿服务队，成员不少于党员数的 50%', '名册'),
      quarterly(4, '每季度集中开展志愿服务', '活动记录'),
      yearly(3, '与困难户、独居老人结对全覆盖', '结对名册'),
    ],
  },
]
const unity: StarText = {
  name: '民族团结星',
  requirement: '各族群众共居共学共事共乐，国家通用语言文字和双语服务都到位。',
  rules: [
    quarterly(4, '民族团结进步宣传和联谊活动每季度开展', '活动记录'),
    yearly(3, '开展双语宣讲和代办服务', '服务记录'),
    yearly(3, '选树民族团结示范户 3 户以上', '名册'),
  ],
}
/** Six stars to choose two of; what is a duty of the border is an elective elsewhere. */
export const orgPool = (type: VillageType): StarText[] => [...pool, type === 'BORDER' ? unity : border]

export const orgBonuses = [
  proven(each(1, 2, '受到旗县级表彰', '表彰文件', 'TOWNSHIP')),
  proven(each(2, 4, '受到盟市级表彰', '表彰文件', 'TOWNSHIP')),
  proven(each(3, 5, '受到自治区级以上表彰', '表彰文件', 'TOWNSHIP')),
  proven(each(1, 2, '经验做法由旗县印发推广', '印发文件', 'TOWNSHIP')),
  proven(each(2, 4, '经验做法由自治区印发推广', '印发文件', 'TOWNSHIP')),
  each(2, 4, '承办旗县级以上现场会', '会议通知', 'TOWNSHIP'),
  each(2, 4, '在抢险救灾等急难险重任务中表现突出', '苏木镇证明', 'TOWNSHIP'),
]
export const orgDeductions = [
  each(2, null, '台账弄虚作假，每处', '核查记录', 'TOWNSHIP'),
  each(1, null, '应公示未公示，每次', '核查记录', 'TOWNSHIP'),
  each(0.5, null, '交办任务逾期，每项', '督办记录', 'TOWNSHIP'),
  each(1, null, '有党员超过三个月未交党费', '党费收缴本', 'TOWNSHIP'),
]
export const orgVetoes = [
  '主要负责人受到党纪政务重处分或被追究刑事责任',
  '发生负有责任的安全生产、公共安全等重大事故',
  '发生邪教或非法宗教活动',
  '班子组织、参与或纵容集体上访',
  '评星定级中弄虚作假',
  '当年被确定为软弱涣散党组织',
]
