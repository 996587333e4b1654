import { describe, expect, test } from 'vitest'
import { type LighterFacts, lighterRules } from './lighter-work.rules.ts'

const good: LighterFacts = {
  schemes: 2,
  rules: 50,
  clicking: [],
  withEvidence: 8,
  ranking: false,
  confirmWorkdays: 5,
  checkWorkdays: 10,
  samplePercent: 20,
  facts: 120,
  twice: 0,
}
const broken = (change: Partial<LighterFacts>) =>
  lighterRules({ ...good, ...change })
    .filter((rule) => rule.kept === false)
    .map((rule) => rule.demand)

describe('the self-check', () => {
  test('a county with the defaults keeps every demand that can be kept or broken', () =>
    expect(broken({})).toEqual([]))
  test.each([
    ['不按打卡、在线时长、点赞转发计分', { clicking: ['每日打卡一次'] }],
    ['不给党员排名', { ranking: true }],
    ['一件事只填一次', { twice: 3 }],
    ['核查以抽查为主', { samplePercent: 100 }],
  ] as const)('%s: what breaks it is named', (demand, change) => expect(broken(change)).toEqual([demand]))
  test('the figures stand in the sentences', () => {
    const sentences = lighterRules(good)
      .map((rule) => rule.how)
      .join('')
    for (const figure of [
      '50条细则',
      '8条要求附佐证',
      '其余42条',
      '共填报120件',
      '20%',
      '5个工作日',
      '10个工作日',
    ])
      expect(sentences).toContain(figure)
  })
})
