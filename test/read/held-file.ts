import type { EvidenceFile } from '../../src/ports.js'

/** A file that lies nowhere but in memory. */
export function heldFile(name: string, bytes: Uint8Array): EvidenceFile {
  return { name, path: name, bytes: bytes.length, head: bytes.subarray(0, 65_536), readAll: async () => bytes }
}
