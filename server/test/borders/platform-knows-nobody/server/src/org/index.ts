export const org = 1
