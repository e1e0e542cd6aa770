import { RollbackOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Typography, theme } from 'antd'
import { useNavigate } from 'react-router'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { useNow } from '../../shared/use-now.js'
import { fill } from '../../shared/words.js'
import { KeyName } from '../keys/key-name.js'
import { useKeys } from '../keys/use-keys.js'
import { decisionNames } from '../names.js'
import { useProblemText } from '../problem-text.js'
import { refreshQueue } from '../queue/use-queue.js'
import { caseWords } from './case-words.js'
import { type Decided, forgetDecided, useDecided } from './decided.js'

/** What was just decided, with the seconds in which it can be taken back; nothing has left until then. */
export function JustDecided() {
  const decided = useDecided()
  const latest = decided.at(-1)
  return latest ? <Strip key={latest.caseId} decided={latest} /> : null
}

function Strip({ decided }: { readonly decided: Decided }) {
  const { caseId, orderNumber, decision, amountFen, effectiveAt } = decided
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { token } = theme.useToken()
  const now = useNow(250)
  const undo = useUndo(caseId)
  useKeys({ u: undo.isPending ? undefined : () => undo.mutate() })
  const seconds = Math.max(0, Math.ceil((Date.parse(effectiveAt) - now) / 1000))
  const what = [decisionNames[decision][language], amountFen === null ? '' : showMoney(amountFen)].filter(Boolean).join(' ')
  return (
    <Flex
      align="center"
      gap={12}
      wrap
      style={{
        padding: '8px 16px',
        background: token.colorSuccessBg,
        borderTop: `1px solid ${token.colorSuccessBorder}`,
        flex: 'none',
      }}
    >
      <span role="status">
        <Typography.Text strong>{fill(words.justDecided, { what, order: orderNumber ?? caseId })}</Typography.Text>
      </span>
      <span className="figures">{fill(words.effectiveIn, { seconds })}</span>
      <Button icon={<RollbackOutlined aria-hidden />} aria-keyshortcuts="u" loading={undo.isPending} onClick={() => undo.mutate()}>
        {words.undo} <KeyName name="U" />
      </Button>
    </Flex>
  )
}

/** Takes a decision back, and shows its case again. */
export function useUndo(caseId: string) {
  const words = useWords(caseWords)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: () => ask('DELETE', `/v1/cases/${caseId}/decision`),
    onSuccess: () => {
      message.success(words.undone)
      void navigate(`/cases/${caseId}${location.search}`)
    },
    onError: (thrown) => message.error(problemText(thrown)),
    onSettled: () => {
      forgetDecided(caseId)
      void queries.invalidateQueries({ queryKey: ['sheet', caseId] })
      refreshQueue(queries)
    },
  })
}
