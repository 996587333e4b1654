import { getPrintFaces as faces, readPrintFaces as read } from '@xinghe/contract/print-faces'
import { bind } from '../platform/route.ts'
import { getPrintFaces, readPrintFaces } from './list-faces.ts'

export const routes = [bind(faces, getPrintFaces), bind(read, readPrintFaces)]
