import ProgressBar from 'antd-mobile/es/components/progress-bar'
import { useLanguage, useWords } from '../shared/language.js'
import { fill, inLanguage } from '../shared/words.js'
import { buyerWords, problemWords } from './buyer-words.js'
import { PickButton } from './pick-button.js'
import { addFiles, dropUpload, pauseUpload, resumeUpload, type Upload } from './uploads.js'

/** A file on its way, with what can be done about it. */
export function UploadRow({ upload }: { readonly upload: Upload }) {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const { key, fileName, bytes, sent, state, problem, as } = upload
  const percent = bytes === 0 ? 0 : Math.min(100, Math.floor((sent / bytes) * 100))
  // All of it is on the way; the answer is not here yet.
  const isSent = state === 'sending' && sent >= bytes
  const said = inLanguage(problemWords, language)
  const why = problem !== null && problem in said ? said[problem as keyof typeof said] : said.other
  const text = {
    preparing: words.preparing,
    sending: isSent ? words.receiving : fill(words.sending, { percent }),
    paused: fill(words.paused, { percent }),
    offline: fill(words.waitingForLine, { percent }),
    failed: fill(words.failed, { why }),
    lost: fill(words.lost, { percent }),
    done: words.arrived,
  }[state]
  return (
    <li className="piece" data-tone={state === 'failed' ? 'problem' : state === 'offline' || state === 'lost' ? 'hint' : 'plain'}>
      <p className="piece-name">{fileName}</p>
      <div role="progressbar" aria-label={fileName} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <ProgressBar percent={percent} />
      </div>
      <p className="figures">{text}</p>
      <div className="picks">
        {((state === 'sending' && !isSent) || state === 'offline') && <Small onClick={() => pauseUpload(key)}>{words.pause}</Small>}
        {state === 'paused' && <Small onClick={() => resumeUpload(key)}>{words.resume}</Small>}
        {state === 'failed' && <Small onClick={() => resumeUpload(key)}>{words.retry}</Small>}
        {state === 'lost' && <PickButton label={words.chooseAgain} accept="video/*,image/*" onPick={(files) => addFiles(files, as)} />}
        {state !== 'done' && !isSent && <Small onClick={() => dropUpload(key)}>{words.drop}</Small>}
      </div>
    </li>
  )
}

function Small({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className="button" onClick={onClick}>
      {children}
    </button>
  )
}
