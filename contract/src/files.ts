/** Evidence and attachments: what may be uploaded, and how a record shows what supports it. */
import { z } from 'zod'
import { zDownload, zUpload } from './download.ts'
import { type ErrorTable, route } from './route.ts'
import { zId } from './values.ts'

export const maxFileBytes = 20 * 1024 * 1024
export const fileErrors = {
  'files.too_large': { status: 413, zh: '文件超过20兆，请压缩或拆分后再上传' },
  'files.wrong_type': {
    status: 415,
    zh: '只接受照片（JPG、PNG、WebP）、PDF、Word（docx）和Excel（xlsx）文件',
  },
  'files.unreadable': { status: 422, zh: '文件已损坏，打不开，请重新选择' },
  'files.too_many_pixels': {
    status: 422,
    zh: '照片尺寸过大（超过一亿两千万像素），请缩小后再上传',
  },
  'files.macros': {
    status: 415,
    zh: '文件带有宏或控件，可能自动运行程序，没有接收；请另存为不带宏的文件后再上传',
  },
  'files.heic': {
    status: 415,
    zh: '暂不支持此种苹果照片格式（HEIC），请在手机“设置—相机—格式”中改为“兼容性最佳”，或发送后另存为JPG再上传',
  },
} as const satisfies ErrorTable

/** For the file chooser of a browser; the server looks at the bytes, not at the name. */
export const acceptedFiles = 'image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx'

export const fileInfo = z.object({
  id: zId,
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  addedBy: z.string(),
  addedAt: z.string(),
})
export type FileInfo = z.output<typeof fileInfo>

export const uploadFile = route({
  method: 'POST',
  path: '/api/files',
  access: 'files.add',
  summary: 'Upload one photograph or document (multipart, part "file")',
  body: zUpload,
  answer: fileInfo,
  errors: [
    'files.too_large',
    'files.wrong_type',
    'files.unreadable',
    'files.heic',
    'files.too_many_pixels',
    'files.macros',
  ],
})
export const getFile = route({
  method: 'GET',
  path: '/api/files/:id',
  access: 'files.read',
  summary: 'The file itself',
  params: z.object({ id: zId }),
  answer: zDownload,
})
export const getThumbnail = route({
  method: 'GET',
  path: '/api/files/:id/thumbnail',
  access: 'files.read',
  summary: 'A small picture of a photograph, 480 px at most',
  params: z.object({ id: zId }),
  answer: zDownload,
})
