import { ask } from '../../app/ask.ts';
import { Checkbox } from '../../ui/choices.tsx';
import { TextField } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { DraftDialog } from '../draft-dialog.tsx';
import { useDraft } from '../use-draft.ts';
import { forgetWebhooks } from './webhook-queries.ts';

interface ResendDialogProps {
  account_id: number;
  webhook_id: number;
  onClose(): void;
}

const HOUR_MS = 3_600_000;

/** A moment as fields for moments have it, in the reader's own time. */
function localText(ms: number): string {
  const offset_ms = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offset_ms).toISOString().slice(0, 16);
}

const secondsOf = (text: string) => Math.floor(new Date(text).getTime() / 1000);

/** Sends again what happened between two moments. */
export function ResendDialog({ account_id, webhook_id, onClose }: ResendDialogProps) {
  const draft = useDraft(
    {
      since: localText(Date.now() - 24 * HOUR_MS),
      until: localText(Date.now() + HOUR_MS),
      missing_only: true,
    },
    async ({ since, until, missing_only }) => {
      const count = await resendAll(account_id, webhook_id, {
        since: secondsOf(since),
        until: secondsOf(until),
        missing_only,
      });
      await forgetWebhooks(account_id);
      onClose();
      toast(t('programs.resentCount', { count }));
    },
    { fields: ['since', 'until'], saved: null },
  );
  const { values, set, problem } = draft;
  return (
    <DraftDialog
      draft={draft}
      title={t('programs.resendSpan')}
      hint={t('programs.resendHint')}
      submit={t('programs.resend')}
      onClose={onClose}
    >
      <TextField
        label={t('programs.since')}
        type="datetime-local"
        name="since"
        required
        problem={problem('since')}
        value={values.since}
        onChange={(event) => set('since', event.target.value)}
      />
      <TextField
        label={t('programs.until')}
        type="datetime-local"
        name="until"
        required
        problem={problem('until')}
        value={values.until}
        onChange={(event) => set('until', event.target.value)}
      />
      <Checkbox
        label={t('programs.missingOnly')}
        checked={values.missing_only}
        onChange={(isOn) => set('missing_only', isOn)}
      />
    </DraftDialog>
  );
}

interface Span {
  since: number;
  until: number;
  missing_only: boolean;
}

/** The desk takes a limited number at once, and says how far it came. */
async function resendAll(account_id: number, id: number, span: Span): Promise<number> {
  let sent = 0;
  let since = span.since;
  for (;;) {
    const { payload } = await ask((desk) => desk.webhooks.resend({ account_id, id, ...span, since }));
    sent += payload.count;
    if (!payload.remaining || payload.reached <= since) return sent;
    since = payload.reached;
  }
}
