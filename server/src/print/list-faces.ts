import { existsSync, readdirSync } from 'node:fs'
import type { readPrintFaces as readRoute, getPrintFaces as route } from '@xinghe/contract/print-faces'
import type { AnswerIn } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { may, permit } from '../platform/permit.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { officialFaces, readFacesAnew } from './compile.ts'
import { fontFolder, standsIn } from './fonts.ts'

const facesNow = (by: Actor): AnswerIn<typeof route> => {
  const folder = fontFolder()
  const there = folder !== undefined && existsSync(folder)
  return {
    faces: Object.entries(officialFaces()).map(([name, here]) => ({ name, here, standsIn: standsIn(name) })),
    folder: {
      there,
      files: there
        ? readdirSync(folder, { recursive: true }).filter((name) =>
            /\.(ttf|ttc|otf|otc)$/i.test(String(name)),
          ).length
        : 0,
    },
    can: may(by, 'settings.edit'),
  }
}

/** Says nothing of where the folder lies: that is the operator's. */
export const getPrintFaces = async (_tx: ReadTx, by: Actor): Promise<AnswerIn<typeof route>> => facesNow(by)

export async function readPrintFaces(tx: Tx, by: Actor): Promise<AnswerIn<typeof readRoute>> {
  permit(tx, by, 'settings.edit', by.path)
  readFacesAnew()
  const found = facesNow(by)
  await audit(tx, by, 'print.faces_read', {
    path: by.path,
    subjectKind: 'print_faces',
    subjectId: null,
    note: found.faces
      .filter(({ here }) => here)
      .map(({ name }) => name)
      .join('、'),
  })
  return found
}
