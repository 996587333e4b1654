/** Keeps a file of one megabyte in the folder FILES, and says with which code that was refused. */
import { randomBytes } from 'node:crypto'
import { keepBlob } from '../../src/files/blobs.ts'
import { setFilesDir } from '../../src/files/index.ts'
import { refusalOf } from '../../src/platform/constraints.ts'

setFilesDir(process.env.FILES as string)
await keepBlob(randomBytes(1024 * 1024)).then(
  () => console.log('kept'),
  (error) => console.log(refusalOf(error)?.code ?? String(error)),
)
