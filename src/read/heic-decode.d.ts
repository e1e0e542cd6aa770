declare module 'heic-decode' {
  interface HeifPicture {
    readonly width: number
    readonly height: number
    decode(): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>
  }
  const decodeHeif: { all(input: { buffer: Uint8Array }): Promise<readonly HeifPicture[]> }
  export = decodeHeif
}
