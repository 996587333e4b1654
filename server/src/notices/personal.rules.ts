/** 依据: domain E3 (个人信息保护法): public notices never show ID or telephone numbers of persons. */
const forbidden = [
  { what: '身份证号', form: /(?<!\d)\d{17}[\dXx](?!\d)/ },
  { what: '手机号', form: /(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/ },
  { what: '银行卡号', form: /(?<!\d)(?:\d{4}[ -]?){3,4}\d{4}(?!\d)/ },
] as const

/** What a text holds that may not be made public, or undefined. */
export const personalDataIn = (text: string): string | undefined =>
  forbidden.find(({ form }) => form.test(text))?.what
/** The contact is the office's own: its telephone may stand there, an ID number may not. */
export const idNumberIn = (text: string): string | undefined =>
  forbidden[0].form.test(text) ? forbidden[0].what : undefined
