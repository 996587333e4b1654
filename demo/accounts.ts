import { type DemoAccount, demoPassword } from '../server/src/identity/index.ts'

/** One account for each role; shown on the sign-in page in demo mode only. */
export const demoAccounts: readonly DemoAccount[] = [
  { role: '旗委组织部干部', login: 'zuzhibu', password: demoPassword, where: '星原旗' },
  { role: '苏木镇党委书记', login: 'shuji1', password: demoPassword, where: '查干淖尔苏木' },
  { role: '苏木镇组织委员', login: 'weiyuan1', password: demoPassword, where: '查干淖尔苏木' },
  { role: '苏木镇考核组', login: 'kaohe1', password: demoPassword, where: '查干淖尔苏木' },
  { role: '嘎查村党组织书记', login: 'c1-shuji', password: demoPassword, where: '查干淖尔苏木' },
  { role: '嘎查村党务工作者', login: 'c1-wenshu', password: demoPassword, where: '查干淖尔苏木' },
  { role: '党员中心户', login: 'c1-dy3', password: demoPassword, where: '查干淖尔苏木' },
  { role: '无职党员', login: 'c1-dy6', password: demoPassword, where: '查干淖尔苏木' },
  { role: '督查员（只读）', login: 'ducha', password: demoPassword, where: '星原旗' },
  { role: '系统管理员', login: 'guanliyuan', password: demoPassword, where: '星原旗' },
  { role: '安全保密管理员', login: 'anquan', password: demoPassword, where: '星原旗' },
  { role: '安全审计员', login: 'shenji', password: demoPassword, where: '星原旗' },
  { role: '区委组织部干部', login: 'qu-zuzhibu', password: demoPassword, where: '河湾区' },
  { role: '街道党工委书记', login: 'jiedao1', password: demoPassword, where: '河湾区新华街道' },
]
