/** A lifecycle is a table: for each state, the acts that are open and where each leads. Server and screens read it. */
export type Lifecycle<S extends string, A extends string> = Record<S, Partial<Record<A, S>>>

/** The state after the act, or undefined when the act is not open in this state. */
export const next = <S extends string, A extends string>(
  table: Lifecycle<S, A>,
  from: S,
  act: A,
): S | undefined => table[from][act]

export const openActs = <S extends string, A extends string>(table: Lifecycle<S, A>, from: S): A[] =>
  Object.keys(table[from]) as A[]

/** Every state × act, for tests: allowed pairs have `to`. */
export const everyStateAndAct = <S extends string, A extends string>(
  table: Lifecycle<S, A>,
  acts: readonly A[],
) => (Object.keys(table) as S[]).flatMap((from) => acts.map((act) => ({ from, act, to: table[from][act] })))
