/** Of the program: stands in health, backups and metrics. */
export const version = '0.1.0'
