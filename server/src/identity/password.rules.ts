/** What a password must be. */
export interface PasswordRules {
  /** Characters at least. */
  length: number
  /** Of capitals, small letters, digits and signs at least so many kinds. */
  classes: number
}
const kinds = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/]

/** Words of this house that any guesser tries first. */
const houseWords = ['xinghe', 'dangyuan', 'dangjian', 'dangzhibu', 'zuzhibu', 'guanliyuan', 'zhongguo']
const likeLetters: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}

/** 'P@ssw0rd2026!' → the forms under which lists know it: as it stands, and its core without what hangs at the ends. */
export function plainForms(password: string): string[] {
  const lower = password.toLowerCase()
  const core = lower.replace(/[^a-z@$]*$/, '').replace(/^[^a-z@$]+/, '')
  const spelt = (text: string) => text.replace(/[01345@$]/g, (sign) => likeLetters[sign] ?? sign)
  const letters = lower.replace(/[^a-z]*$/, '').replace(/^[^a-z]+/, '')
  return [...new Set([lower, core, letters, spelt(core), spelt(letters), spelt(lower)])].filter(
    (form) => form.length >= 4,
  )
}
const isRun = (text: string): boolean =>
  [1, -1, 0].some((step) =>
    [...text].every((sign, at) => at === 0 || sign.charCodeAt(0) - text.charCodeAt(at - 1) === step),
  )

/** Why this cannot be the password, in words for the field; undefined when it can. */
export function passwordFault(
  password: string,
  { length, classes }: PasswordRules,
  login: string,
  isCommon: (form: string) => boolean,
): string | undefined {
  if ([...password].length < length) return `密码至少${length}位`
  if (kinds.filter((kind) => kind.test(password)).length < classes)
    return `密码须含大写字母、小写字母、数字、符号中的至少${classes}类`
  if (login.length >= 3 && password.toLowerCase().includes(login)) return '密码不能包含账号'
  if (isRun(password.toLowerCase())) return '密码太简单，不能是连续或重复的字符'
  const forms = plainForms(password)
  if (forms.some((form) => isCommon(form) || houseWords.includes(form)))
    return '这个密码太常见，容易被猜中，请换一个'
  return undefined
}
