/** What other capabilities may use of work: queues, the working calendar, the county's settings. */
export { workCalendar } from './calendar.ts'
export { seedCalendar } from './enter-year.ts'
export { crontab, jobs } from './jobs.ts'
export { clockOf } from './light.ts'
export { type Matter, queue, settle } from './queue.ts'
export { routes } from './routes.ts'
export { readSetting, readSettings, setSetting } from './settings.ts'
