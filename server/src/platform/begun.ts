/** For what needs a transaction's connection for itself: until the first round trip is over, it is not free. */
const beginnings = new WeakMap<object, Promise<unknown>>()
export const begins = (tx: object, begun: Promise<unknown>): void => void beginnings.set(tx, begun)
export const hasBegun = async (tx: object): Promise<void> => void (await beginnings.get(tx))
