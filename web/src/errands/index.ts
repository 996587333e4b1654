export { ErrandProgress } from './ErrandProgress.tsx'
