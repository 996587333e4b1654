import * as files from '@xinghe/contract/files'
import { sql } from 'kysely'
import { leaveView } from '../org/index.ts'
import { bind } from '../platform/route.ts'
import { getFile, getThumbnail } from './read-file.ts'
import { uploadFile } from './upload-file.ts'

export const routes = [
  bind(files.uploadFile, uploadFile),
  bind(files.getFile, getFile, (tx, by, { id }) =>
    leaveView(
      tx,
      by,
      'FILE',
      sql`select f.person_id, f.path from file f where f.region_id = ${by.regionId} and f.id = ${id}`,
    ),
  ),
  bind(files.getThumbnail, getThumbnail),
]
