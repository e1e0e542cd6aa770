/** Of 64 bytes at a time, from its first bytes to its last (FIPS 180-4): `crypto.subtle` wants all of them at once. */
export class Sha256 {
  private readonly state = Uint32Array.from(start)
  private readonly words = new Uint32Array(64)
  private readonly left = new Uint8Array(64)
  private leftBytes = 0
  private allBytes = 0

  /** Takes the next bytes. */
  add(bytes: Uint8Array): void {
    this.allBytes += bytes.length
    let at = 0
    if (this.leftBytes > 0) {
      at = Math.min(64 - this.leftBytes, bytes.length)
      this.left.set(bytes.subarray(0, at), this.leftBytes)
      this.leftBytes += at
      if (this.leftBytes < 64) return
      this.mix(this.left, 0)
      this.leftBytes = 0
    }
    for (; at + 64 <= bytes.length; at += 64) this.mix(bytes, at)
    this.left.set(bytes.subarray(at))
    this.leftBytes = bytes.length - at
  }

  /** The hash of all that was added, lower-case hexadecimal; nothing is added afterwards. */
  end(): string {
    const bytes = this.allBytes
    const padding = new Uint8Array(((119 - (bytes % 64)) % 64) + 9)
    padding[0] = 0x80
    const length = new DataView(padding.buffer, padding.length - 8)
    length.setUint32(0, Math.floor(bytes / 2 ** 29))
    length.setUint32(4, (bytes * 8) >>> 0)
    this.add(padding)
    return [...this.state].map((word) => word.toString(16).padStart(8, '0')).join('')
  }

  private mix(bytes: Uint8Array, from: number): void {
    const { words: w, state } = this
    const block = new DataView(bytes.buffer, bytes.byteOffset + from, 64)
    for (let i = 0; i < 16; i++) w[i] = block.getUint32(i * 4)
    for (let i = 16; i < 64; i++) {
      const early = at(w, i - 15)
      const late = at(w, i - 2)
      const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
      const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
      w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
      const one = (h + s1 + ((e & f) ^ (~e & g)) + at(rounds, i) + at(w, i)) | 0
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + word
  }
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

const primes = firstPrimes(64)

/** The first 32 bits of the fractional parts of the roots of the first primes. */
const start = Uint32Array.from(primes.slice(0, 8), (prime) => fractionOf(prime ** (1 / 2)))
const rounds = Uint32Array.from(primes, (prime) => fractionOf(Math.cbrt(prime)))

function fractionOf(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = []
  for (let number = 2; found.length < count; number++) if (found.every((prime) => number % prime !== 0)) found.push(number)
  return found
}
