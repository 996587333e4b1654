import * as papers from '@xinghe/contract/papers'
import { bind } from '../platform/route.ts'
import { findPaperSheet } from './find-sheet.ts'
import { getPaperSheet } from './get-sheet.ts'
import { listPaperSheets } from './list-sheets.ts'
import { postPaperSheet } from './post-sheet.ts'
import { printPaperSheets, reprintPaperSheets } from './print-sheets.ts'
import { dropKeying, saveKeying } from './save-keying.ts'
import { settlePaperSheet } from './settle-sheet.ts'
import { getPaperPdf } from './sheets-file.ts'
import { voidPaperSheets } from './void-sheets.ts'

export const routes = [
  bind(papers.listPaperSheets, listPaperSheets),
  bind(papers.printPaperSheets, printPaperSheets),
  bind(papers.reprintPaperSheets, reprintPaperSheets),
  bind(papers.voidPaperSheets, voidPaperSheets),
  bind(papers.findPaperSheet, findPaperSheet),
  bind(papers.getPaperPdf, getPaperPdf),
  bind(papers.getPaperSheet, getPaperSheet),
  bind(papers.saveKeying, saveKeying),
  bind(papers.dropKeying, dropKeying),
  bind(papers.settlePaperSheet, settlePaperSheet),
  bind(papers.postPaperSheet, postPaperSheet),
]
