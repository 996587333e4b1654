/** What was handed in: kept until the server has answered, and sent under one key however often it is tried. */
export interface HeldFile {
  /** The key of its upload; the body names the file as `held:KEY` until it has an id. */
  id: string
  name: string
  mime: string
  blob: Blob
}
export interface Letter {
  /** The idempotency key of the act. */
  key: string
  /** Only this person in this post may send it. */
  personId: string
  postId: string
  /** Whose it is, for others who use this device: '王某 · 某嘎查 党员'. */
  from: string
  at: string
  /** What it is, for the list of what waits: '帮邻居代办医保缴费'. */
  title: string
  path: string
  body: unknown
  files: HeldFile[]
  /** Ids of files that have gone up, by held key. */
  sent: Record<string, string>
  /** Where its draft goes back to, when it was refused and is to be changed. */
  draft: { key: string; value: unknown }
  /** The refusal's sentence: it will not be sent again as it is. */
  refused?: string
}

export const heldName = (key: string): string => `held:${key}`

/** The body as it is sent: held files named by the ids that they were given. Files without an id throw. */
export function addressed({ body, files, sent }: Pick<Letter, 'body' | 'files' | 'sent'>): unknown {
  const ids = new Map(files.map(({ id }) => [heldName(id), sent[id]]))
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string' && ids.has(value)) {
      const id = ids.get(value)
      if (!id) throw new Error(`${value} has not gone up`)
      return id
    }
    if (Array.isArray(value)) return value.map(replace)
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replace(one)]))
    return value
  }
  return replace(body)
}
