export { PrintBatch, type PrintBatchProps } from './PrintBatch.tsx'
