/** What other capabilities may use of files: keeping them, and what supports which record. */
export { setFilesDir } from './blobs.ts'
export {
  attachEvidence,
  attachEvidenceToMany,
  detachEvidence,
  evidenceOf,
  requireFile,
  type Supported,
} from './evidence.ts'
export { routes } from './routes.ts'
export { uploadFile } from './upload-file.ts'
