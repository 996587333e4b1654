import { createServer } from 'node:net'

const tryPort = (port: number, host: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = server.address() as { port: number }
      server.close(() => resolve(given))
    })
  })

/** `wished` when nothing listens there, else any free port. */
export async function freePort(wished = 0, host = '127.0.0.1'): Promise<number> {
  return (
    (await tryPort(wished, host)) ??
    (await tryPort(0, host)) ??
    Promise.reject(new Error(`No free port on ${host}`))
  )
}
