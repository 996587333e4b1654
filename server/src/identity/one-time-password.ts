import { shortCode } from '../platform/ids.ts'

/** 'K7QM-2HXD-9RTB': read from a slip and typed once, with its hyphens, before it must be changed. */
export const oneTimePassword = (): string => [4, 4, 4].map(shortCode).join('-')
