import {
  BorderOutlined,
  ColumnWidthOutlined,
  CompressOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons'
import { Button, Empty, Flex, Result, Segmented, Select, theme } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { RevealPictures } from '../reveal/reveal-button.js'
import { FilmStrip } from './film-strip.js'
import { openView, type SharedView } from './open-view.js'
import { PictureStage } from './picture-stage.js'
import { turn, type View, wholePicture } from './view.js'
import type { ViewedEvidence, ViewedReading, ViewerPlace } from './viewed.js'
import './viewer.css'
import { kindWords, viewerWords } from './viewer-words.js'

interface ViewerProps {
  readonly evidence: readonly ViewedEvidence[]
  /** What is looked at, and the place that is marked; a new object moves the view there. */
  readonly at: ViewerPlace
  readonly onMove: (at: ViewerPlace) => void
}

/** The evidence of a case to look at closely: one piece, or two beside each other in one view. */
export function EvidenceViewer({ evidence, at, onMove }: ViewerProps) {
  const words = useWords(viewerWords)
  const { token } = theme.useToken()
  const [besideId, setBesideId] = useState<string | null>(null)
  const [withLines, setWithLines] = useState(false)
  const view = useMemo(openView, [])
  const piece = evidence.find(({ id }) => id === at.evidenceId) ?? evidence[0]
  if (!piece) return <Empty description={words.none} style={{ margin: 'auto' }} />
  const beside = evidence.find(({ id }) => id === besideId && id !== piece.id) ?? null
  const choose = (evidenceId: string) => {
    view.set(() => wholePicture)
    onMove({ evidenceId, frameMs: null, box: null })
  }
  return (
    <Flex vertical style={{ flex: 1, minHeight: 0, minWidth: 0, background: token.colorBgContainer }}>
      <Flex wrap align="center" gap={8} style={{ padding: 8 }}>
        <PieceChoice evidence={evidence} chosen={piece.id} onChoose={choose} />
        <Tools view={view} withLines={withLines} onLines={setWithLines} />
        <RevealPictures />
        <BesideChoice evidence={evidence} piece={piece} beside={beside} onChoose={setBesideId} />
      </Flex>
      <Flex style={{ flex: 1, minHeight: 0 }} gap={4}>
        <Shown piece={piece} frameMs={at.frameMs} marked={at.evidenceId === piece.id ? at.box : null} {...{ view, withLines }} />
        {beside && <Shown piece={beside} frameMs={null} marked={null} {...{ view, withLines }} />}
      </Flex>
      {piece.reading?.media === 'recording' && <FilmStrip piece={{ ...piece, reading: piece.reading }} at={at} onMove={onMove} />}
    </Flex>
  )
}

interface ShownProps {
  readonly piece: ViewedEvidence
  readonly frameMs: number | null
  readonly marked: ViewerPlace['box']
  readonly view: SharedView
  readonly withLines: boolean
}

/** A piece that was read, or why there is nothing to see of it. */
function Shown({ piece, ...stage }: ShownProps): ReactNode {
  const words = useWords(viewerWords)
  if (piece.reading) return <PictureStage piece={{ ...piece, reading: piece.reading as ViewedReading }} {...stage} />
  const why =
    piece.state === 'faulty'
      ? fill(words.faulty, { title: piece.fault?.title ?? '' })
      : piece.state === 'deleted'
        ? words.deleted
        : words.unread
  return <Result status="info" title={why} subTitle={piece.advice.join(' ')} style={{ margin: 'auto' }} />
}

function PieceChoice({
  evidence,
  chosen,
  onChoose,
}: {
  readonly evidence: readonly ViewedEvidence[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}) {
  const words = useWords(viewerWords)
  const kinds = useWords(kindWords)
  const options = evidence.map(({ id, fileName, reading }, at) => ({
    value: id,
    label: `${at + 1} ${reading ? kinds[reading.kind] : fill(words.piece, { number: at + 1 })}`,
    title: fileName,
  }))
  if (evidence.length > 5)
    return <Select aria-label={words.evidence} value={chosen} options={options} onChange={onChoose} style={{ minWidth: 160 }} />
  return <Segmented aria-label={words.evidence} value={chosen} options={options} onChange={onChoose} />
}

interface ToolsProps {
  readonly view: SharedView
  readonly withLines: boolean
  readonly onLines: (withLines: boolean) => void
}

function Tools({ view, withLines, onLines }: ToolsProps) {
  const words = useWords(viewerWords)
  const by = (factor: number) => (now: View) => ({ ...now, zoom: Math.max(0.5, Math.min(40, now.zoom * factor)) })
  return (
    <Flex gap={4} role="toolbar" aria-label={words.evidence}>
      <Tool name={words.zoomOut} keys="-" icon={<ZoomOutOutlined />} onClick={() => view.set(by(0.8))} />
      <Tool name={words.zoomIn} keys="+" icon={<ZoomInOutlined />} onClick={() => view.set(by(1.25))} />
      <Tool name={words.fit} keys="0" icon={<CompressOutlined />} onClick={() => view.set(({ turns }) => ({ ...wholePicture, turns }))} />
      <Tool name={words.turn} keys="R" icon={<RotateRightOutlined />} onClick={() => view.set(turn)} />
      <Tool name={words.allText} icon={<BorderOutlined />} pressed={withLines} onClick={() => onLines(!withLines)} />
    </Flex>
  )
}

interface ToolProps {
  readonly name: string
  readonly keys?: string
  readonly icon: ReactNode
  readonly pressed?: boolean
  readonly onClick: () => void
}

function Tool({ name, keys, icon, pressed, onClick }: ToolProps) {
  return (
    <Button
      aria-label={name}
      title={keys ? `${name} (${keys})` : name}
      aria-keyshortcuts={keys}
      aria-pressed={pressed}
      type={pressed ? 'primary' : 'default'}
      icon={icon}
      onClick={onClick}
    />
  )
}

interface BesideProps {
  readonly evidence: readonly ViewedEvidence[]
  readonly piece: ViewedEvidence
  readonly beside: ViewedEvidence | null
  readonly onChoose: (id: string | null) => void
}

function BesideChoice({ evidence, piece, beside, onChoose }: BesideProps) {
  const words = useWords(viewerWords)
  const others = evidence.filter(({ id, reading }) => id !== piece.id && reading !== null)
  if (others.length === 0) return null
  return (
    <Flex gap={4}>
      <Tool
        name={words.beside}
        icon={<ColumnWidthOutlined />}
        pressed={beside !== null}
        onClick={() => onChoose(beside ? null : (others[0]?.id ?? null))}
      />
      {beside && others.length > 1 && (
        <Select
          aria-label={words.besideWith}
          value={beside.id}
          options={others.map(({ id, fileName }) => ({ value: id, label: fileName }))}
          onChange={onChoose}
          style={{ minWidth: 140 }}
        />
      )}
    </Flex>
  )
}
