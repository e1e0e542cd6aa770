import sharp from 'sharp'

/** A picture of ours as JPEG, without metadata: payment channels take no WebP. */
export async function encodeJpeg(picture: Uint8Array): Promise<Buffer> {
  return sharp(picture).flatten({ background: 'white' }).jpeg({ quality: 85 }).toBuffer()
}
