import { useQuery } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { botsQuery } from '../agent-bots/bot-queries.ts';
import { Answer } from '../answer.tsx';
import { DraftForm } from '../draft-form.tsx';
import { useDraft } from '../use-draft.ts';
import { inboxBotQuery, takeInboxBot } from './inbox-queries.ts';
import type { TabProps } from './tabs.ts';

/** The program that answers before people do. */
export function BotTab(props: TabProps) {
  const query = useQuery(inboxBotQuery(props.account_id, props.inbox.id));
  return <Answer query={query}>{(bot) => <BotForm {...props} bot={bot} />}</Answer>;
}

function BotForm({ account_id, inbox: { id }, bot }: TabProps & { bot: number }) {
  const { data: bots = [] } = useQuery(botsQuery(account_id));
  const draft = useDraft(
    { bot },
    async ({ bot: chosen }) => {
      await ask((desk) =>
        desk.inboxes.setAgentBot({ account_id, id, agent_bot: chosen === 0 ? null : chosen }),
      );
      takeInboxBot(account_id, id, chosen);
    },
    { fields: [] },
  );
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.tabBot')} hint={t('inboxes.botHint')}>
        <SelectField
          label={t('inboxes.botChoice')}
          value={String(draft.values.bot)}
          options={[
            { value: '0', label: t('inboxes.botNone') },
            ...bots.map(({ id: bot_id, name }) => ({ value: String(bot_id), label: name })),
          ]}
          onChange={(value) => draft.set('bot', Number(value))}
        />
      </Section>
    </DraftForm>
  );
}
