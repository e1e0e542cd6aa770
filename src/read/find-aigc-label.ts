/** The places where GB 45438-2025 and TC260-PG-20252A let a picture carry its label. */
export interface LabelPlaces {
  readonly xmp: string
  readonly comments: readonly { readonly keyword: string; readonly text: string }[]
  readonly userComment: string | null
}

/**
 * The label that declares a picture AI-generated (GB 45438-2025), as its JSON or attribute text, at most
 * 2,000 characters; null when there is none. Sought in XMP, in a PNG text chunk named AIGC and in EXIF's UserComment.
 */
export function findAigcLabel({ xmp, comments, userComment }: LabelPlaces): string | null {
  const label = labelInXmp(xmp) ?? comments.find(({ keyword }) => /(^|:)AIGC$/i.test(keyword))?.text ?? labelInJson(userComment)
  return label?.trim().slice(0, 2000) || null
}

const namespace = 'http://www.tc260.org.cn/ns/AIGC/1.0/'
const keys = ['AIGC', 'Label', 'ContentProducer', 'ProduceID', 'ContentPropagator', 'PropagateID', 'ReservedCode1', 'ReservedCode2']

/** The label's properties as printed; the prefix may be any, so it is taken from where the namespace is bound. */
function labelInXmp(xmp: string): string | null {
  const bound = xmp.match(new RegExp(`xmlns:([\\w.-]{1,64})\\s*=\\s*["']${namespace.replaceAll('.', '\\.')}["']`))
  if (!bound?.[1]) return xmp.includes(namespace) ? namespace : null
  const prefix = bound[1].replace(/[.-]/g, '\\$&')
  const properties = keys.flatMap((key) => {
    const found = xmp.match(new RegExp(`\\b${prefix}:${key}\\s*(?:=\\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')|>([^<]{0,2000})<)`))
    const value = found?.[1] ?? found?.[2] ?? found?.[3]
    return value === undefined ? [] : [key === 'AIGC' ? value : `${key}=${value}`]
  })
  return properties.length === 0 ? namespace : unescapeXml(properties.join('; '))
}

function labelInJson(comment: string | null): string | null {
  return comment !== null && /["']?AIGC["']?\s*:/.test(comment) ? comment : null
}

function unescapeXml(text: string): string {
  const characters: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }
  return text.replace(/&(quot|apos|lt|gt|amp);/g, (whole, name: string) => characters[name] ?? whole)
}
