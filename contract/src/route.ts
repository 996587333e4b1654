/** How an endpoint is declared: once, here, read by the server (bind), the web client (call) and the OpenAPI document. */
import type { z } from 'zod'
import type { Access } from './rights.ts'

export type Shape = z.ZodType
export interface Route<
  P extends Shape | undefined = Shape | undefined,
  Q extends Shape | undefined = Shape | undefined,
  B extends Shape | undefined = Shape | undefined,
  A extends Shape = Shape,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: `/api/${string}`
  params?: P
  query?: Q
  body?: B
  answer: A
  /** An action of rights.ts that the acting post must hold, or 'signed-in', or 'public'. */
  access: Access
  /** Refusals that this route may answer, besides the common ones. */
  errors?: readonly string[]
  /** The answer holds something that may not be kept (a new password): no idempotency key is honoured. */
  secret?: boolean
  /** Open also to who must first change his password or set up the second factor. */
  early?: boolean
  /** One line for the API document. */
  summary: string
}

/** Declares a route; exists to let TypeScript infer the shapes. */
export const route = <
  A extends Shape,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
>(
  declared: Route<P, Q, B, A>,
): Route<P, Q, B, A> => declared

type Out<S> = [NonNullable<S>] extends [never]
  ? unknown
  : NonNullable<S> extends Shape
    ? z.output<NonNullable<S>>
    : unknown
type In<S> = [NonNullable<S>] extends [never]
  ? unknown
  : NonNullable<S> extends Shape
    ? z.input<NonNullable<S>>
    : unknown
/** What the act receives: path, query and body as one object. */
export type InputOf<R extends Route> = Out<R['params']> & Out<R['query']> & Out<R['body']>
/** What a caller sends for each part. */
export type SentParams<R extends Route> = In<R['params']>
export type SentQuery<R extends Route> = In<R['query']>
export type SentBody<R extends Route> = In<R['body']>
export type AnswerOf<R extends Route> = z.output<R['answer']>
/** What an act must return: the answer before the contract's transforms. */
export type AnswerIn<R extends Route> = z.input<R['answer']>

/** A refusal: HTTP status and the Chinese sentence that says what happened and what to do now. */
export interface ErrorEntry {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503
  zh: string
}
export type ErrorTable = Record<string, ErrorEntry>

/** The body of every refusal. */
export interface RefusalBody {
  error: {
    code: string
    message: string
    details?: Record<string, unknown>
    fields?: { path: string; message: string }[]
    traceId: string
  }
}
