import { PaperClipOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { useWords } from '../../shared/language.js'
import { merchantWords } from './merchant-words.js'

interface Chosen {
  readonly files: readonly File[]
  readonly onChange: (files: readonly File[]) => void
}

/** Files to be sent as they are, at most ten. */
export function ProofFiles({ files, onChange }: Chosen) {
  const words = useWords(merchantWords)
  return (
    <Upload
      multiple
      accept="image/*,video/*"
      maxCount={10}
      // Nothing goes out before the answer does.
      beforeUpload={() => false}
      fileList={files.map((file, at) => ({ uid: `${at} ${file.name}`, name: file.name, size: file.size, originFileObj: file as never }))}
      onChange={({ fileList }) =>
        onChange(fileList.flatMap(({ originFileObj }) => (originFileObj ? [originFileObj as unknown as File] : [])))
      }
    >
      <Button icon={<PaperClipOutlined />}>{words.choose}</Button>
    </Upload>
  )
}
