/** A version's rows ↔ the whole document. */
import type { SchemeDocument, SchemePlan, SchemeRule, SchemeStar } from '@xinghe/contract/schemes'
import type { VillageType } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import { refuseField } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'
import type { Version } from './load.ts'

export async function documentOf(tx: ReadTx, version: Version): Promise<SchemeDocument> {
  const of = <T extends 'scheme_star' | 'scheme_rule'>(table: T) =>
    tx
      .selectFrom(table as 'scheme_star')
      .where('region_id', '=', version.region_id)
      .where('version_id', '=', version.id)
      .orderBy('seq')
  const stars = await of('scheme_star').selectAll().execute()
  const rules = await tx
    .selectFrom('scheme_rule')
    .selectAll()
    .where('region_id', '=', version.region_id)
    .where('version_id', '=', version.id)
    .orderBy('seq')
    .execute()
  return {
    subject: version.subject,
    title: version.title,
    docNo: version.doc_no,
    villageType: version.village_type as VillageType | null,
    plan: {
      conversion: version.conversion as SchemePlan['conversion'],
      lightAt: version.light_at,
      colourMode: version.colour_mode as SchemePlan['colourMode'],
      redAt: version.red_at,
      silverAt: version.silver_at,
      goldAt: version.gold_at,
      classOneAt: version.class_one_at,
      classTwoAt: version.class_two_at,
      topSharePercent: version.top_share_percent,
      starBonusCap: version.star_bonus_cap,
      yearEndWeight: version.year_end_weight,
    },
    stars: stars.map((star) => ({
      code: star.code,
      kind: star.kind as SchemeStar['kind'],
      slot: star.slot,
      category: star.category as SchemeStar['category'],
      name: star.name,
      requirement: star.requirement,
      fullPoints: star.full_points,
    })),
    rules: rules.map((rule) => ({
      code: rule.code,
      starCode: rule.star_code,
      kind: rule.kind as SchemeRule['kind'],
      content: rule.content,
      amount: rule.amount,
      cap: rule.cap,
      period: rule.period as SchemeRule['period'],
      periodCap: rule.period_cap,
      evidenceNeeded: rule.evidence_needed,
      evidenceNote: rule.evidence_note,
      checker: rule.checker as SchemeRule['checker'],
    })),
  }
}

export const planRow = ({ title, docNo, villageType, plan }: SchemeDocument) => ({
  title,
  doc_no: docNo,
  village_type: villageType,
  conversion: plan.conversion,
  light_at: plan.lightAt,
  colour_mode: plan.colourMode,
  red_at: plan.redAt,
  silver_at: plan.silverAt,
  gold_at: plan.goldAt,
  class_one_at: plan.classOneAt,
  class_two_at: plan.classTwoAt,
  top_share_percent: plan.topSharePercent,
  star_bonus_cap: plan.starBonusCap,
  year_end_weight: plan.yearEndWeight,
})

/** A draft may be incomplete, but each code must be one thing and each rule belong to a star that is there. */
export function refuseBroken({ stars, rules }: SchemeDocument): void {
  const starCodes = stars.map((star) => star.code)
  const ruleCodes = rules.map((rule) => rule.code)
  starCodes.forEach((code, index) => {
    if (starCodes.indexOf(code) !== index)
      throw refuseField(`document.stars.${index}.code`, `星的编号“${code}”重复`)
  })
  rules.forEach((rule, index) => {
    if (ruleCodes.indexOf(rule.code) !== index)
      throw refuseField(`document.rules.${index}.code`, `细则编号“${rule.code}”重复`)
    if (rule.starCode !== null && !starCodes.includes(rule.starCode))
      throw refuseField(`document.rules.${index}.starCode`, `细则 ${rule.code} 归到的星已不存在`)
  })
}

type Key = { region_id: number; version_id: string; path: string }
export const starRows = (key: Key, { stars }: SchemeDocument) =>
  stars.map((star, seq) => ({
    ...key,
    seq,
    code: star.code,
    kind: star.kind,
    slot: star.slot,
    category: star.category,
    name: star.name,
    requirement: star.requirement,
    full_points: star.fullPoints,
  }))
export const ruleRows = (key: Key, { rules }: SchemeDocument) =>
  rules.map((rule, seq) => ({
    ...key,
    seq,
    code: rule.code,
    star_code: rule.starCode,
    kind: rule.kind,
    content: rule.content,
    amount: rule.amount,
    cap: rule.cap,
    period: rule.period,
    period_cap: rule.periodCap,
    evidence_needed: rule.evidenceNeeded,
    evidence_note: rule.evidenceNote,
    checker: rule.checker,
  }))

/** Replaces the stars and rules of a draft. */
export async function writeStars(
  tx: Tx,
  by: Actor,
  version: { id: string; path: string },
  document: SchemeDocument,
): Promise<void> {
  const key = { region_id: by.regionId, version_id: version.id, path: version.path }
  await tx
    .deleteFrom('scheme_rule')
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', version.id)
    .execute()
  await tx
    .deleteFrom('scheme_star')
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', version.id)
    .execute()
  await insertRows(tx, 'scheme_star', starRows(key, document))
  await insertRows(tx, 'scheme_rule', ruleRows(key, document))
}
