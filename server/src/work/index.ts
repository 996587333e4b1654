/** What other capabilities may use of work: queues and the working calendar. */
export { workCalendar } from './calendar.ts'
export { type Matter, queue, settle } from './queue.ts'
export { routes } from './routes.ts'
export { readSetting } from './settings.ts'
