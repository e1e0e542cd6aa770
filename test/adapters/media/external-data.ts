/**
 * An MP4 whose index is that of `mp4`, but whose samples are said to lie in another file: an `alis` data reference with
 * an absolute path, the kind ffmpeg would follow when asked to. The samples themselves are blanked. The index must stand last.
 */
export function withExternalData(mp4: Buffer, otherPath: string): Buffer {
  const url = mp4.indexOf('url ') - 4
  const alias = aliasBox(otherPath)
  const grown = Buffer.concat([mp4.subarray(0, url), alias, mp4.subarray(url + mp4.readUInt32BE(url))])
  const grewBytes = grown.length - mp4.length
  for (const name of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
    const at = grown.indexOf(name) - 4
    grown.writeUInt32BE(grown.readUInt32BE(at) + grewBytes, at)
  }
  const mdat = grown.indexOf('mdat')
  grown.fill(0, mdat + 4, mdat - 4 + grown.readUInt32BE(mdat - 4))
  return grown
}

/** As old Macs wrote it: the names of volume and file, then the path with colons. */
function aliasBox(path: string): Buffer {
  const volume = 'disk'
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  const fixed = Buffer.alloc(150)
  fixed.writeUInt8(volume.length, 10)
  fixed.write(volume, 11, 'latin1')
  fixed.writeUInt8(fileName.length, 50)
  fixed.write(fileName, 51, 'latin1')
  // No way from here to there is given: only the absolute path leads to the file.
  fixed.writeInt16BE(-1, 130)
  fixed.writeInt16BE(-1, 132)
  const macPath = volume + path.replaceAll('/', ':')
  const item = Buffer.alloc(4 + macPath.length + (macPath.length % 2))
  item.writeInt16BE(2, 0)
  item.writeUInt16BE(macPath.length, 2)
  item.write(macPath, 4, 'latin1')
  const box = Buffer.concat([Buffer.from('00000000616c697300000000', 'hex'), fixed, item, Buffer.from('ffff0000', 'hex')])
  box.writeUInt32BE(box.length, 0)
  return box
}
