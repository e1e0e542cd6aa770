/**
 * What kind of text the content is, in words ("an HLS playlist"), or null when it is no text.
 * Playlists and SVG matter most: they make a decoder open other files.
 */
export function nameText(bytes: Uint8Array): string | null {
  const head = decodeText(bytes.subarray(0, 4096))
  if (head === null) return null
  const start = head.trimStart()
  for (const [name, pattern] of kinds) if (pattern.test(start)) return name
  return 'plain text'
}

const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['an HLS playlist', /^#EXTM3U/],
  ['an ffconcat playlist', /^ffconcat version/],
  ['an SVG drawing', /^<svg[\s>]|^<(\?xml|!--|!DOCTYPE svg)[\s\S]*<svg[\s>]/i],
  ['a web page', /^<(!DOCTYPE html|html)[\s>]/i],
  ['an XML document', /^<\?xml/],
  ['a PDF document', /^%PDF-/],
  ['a PostScript document', /^%!PS/],
  ['an RTF document', /^\{\\rtf/],
]

/** The head as text, in UTF-8 or UTF-16 with a byte order mark; null when it holds bytes no text has. */
function decodeText(head: Uint8Array): string | null {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return '%PDF-'
  const encoding = startsWith(head, [0xff, 0xfe]) ? 'utf-16le' : startsWith(head, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8'
  try {
    // `stream` forgives a character cut in two at the end of the head.
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary content from text
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? null : text
  } catch {
    return null
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}
