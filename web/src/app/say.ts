/** One quiet line to the user, from anywhere. The frame that wears the design hangs its messages in here. */
/** Where to go on, behind the line. */
export interface Further {
  to: string
  label: string
}
interface Voice {
  done: (text: string, further?: Further) => void
  failed: (text: string) => void
}
let voice: Voice | undefined
export const giveVoice = (given: Voice | undefined): void => {
  voice = given
}

/** What a thrown thing says to the user: the refusal's own sentence, else a plain one. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error && error.name === 'CallError' ? error.message : '没有办成，请刷新后再试'

export const say = {
  done: (text: string, further?: Further): void => voice?.done(text, further),
  /** A sentence that says what happened and what to do now. */
  failed: (text: string): void => voice?.failed(text),
  error: (error: unknown): void => voice?.failed(sentenceOf(error)),
}
