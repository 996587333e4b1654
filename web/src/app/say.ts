/** One quiet line to the user, from anywhere. The frame that wears the design hangs its messages in here. */
interface Voice {
  done: (text: string) => void
  failed: (text: string) => void
}
let voice: Voice | undefined
export const giveVoice = (given: Voice | undefined): void => {
  voice = given
}

export const say = {
  done: (text: string): void => voice?.done(text),
  /** A sentence that says what happened and what to do now. */
  failed: (text: string): void => voice?.failed(text),
  /** Any thrown thing: the refusal's own sentence, else a plain one. */
  error: (error: unknown): void =>
    voice?.failed(
      error instanceof Error && error.name === 'CallError' ? error.message : '没有办成，请刷新后再试',
    ),
}
