import * as files from '@xinghe/contract/files'
import { bind } from '../platform/route.ts'
import { getFile, getThumbnail } from './read-file.ts'
import { uploadFile } from './upload-file.ts'

export const routes = [
  bind(files.uploadFile, uploadFile),
  bind(files.getFile, getFile),
  bind(files.getThumbnail, getThumbnail),
]
