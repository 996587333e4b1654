import pg from 'pg'
export const list = pg
