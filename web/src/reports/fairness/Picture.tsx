import type { PhotographUse } from '@xinghe/contract/fairness'
import { getFile, getThumbnail } from '@xinghe/contract/files'
import { urlOf } from '../../app/call.ts'
import { Image } from '../../ui/index.ts'

/** A photograph of a slip; pressed, it opens large. */
export const Picture = ({ use, width }: { use: PhotographUse; width?: number }) => (
  <Image
    {...(width ? { width, height: (width * 3) / 4 } : { width: '100%' })}
    alt={`${use.villageName}“${use.reason}”所附照片`}
    src={urlOf(getThumbnail, { params: { id: use.fileId } })}
    preview={{ src: urlOf(getFile, { params: { id: use.fileId } }) }}
  />
)
