declare module 'wawoff2' {
  export function decompress(face: Uint8Array): Promise<Uint8Array>
}
