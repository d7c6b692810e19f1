import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { type Agent, agentsQuery, forgetLists } from '../../app/queries.ts';
import { useMe } from '../../app/use-me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { ListRow, RowList } from '../row-list.tsx';
import { AgentDialog } from './agent-dialog.tsx';

type Open = { is: 'new' } | { is: 'edit' | 'remove'; agent: Agent } | undefined;

/** The people of the account. */
export function AgentsPage() {
  const { user, account } = useMe();
  const query = useQuery(agentsQuery(account.id));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('settings.navAgents')}
      hint={t('settings.agentsHint')}
      actions={
        <Button look="primary" onClick={() => setOpen({ is: 'new' })}>
          {t('settings.agentInvite')}
        </Button>
      }
    >
      <Answer query={query}>
        {(agents) => (
          <RowList label={t('settings.navAgents')}>
            {agents.map((agent) => (
              <AgentRow
                key={agent.id}
                agent={agent}
                isMe={agent.id === user.id}
                onEdit={() => setOpen({ is: 'edit', agent })}
                onRemove={() => setOpen({ is: 'remove', agent })}
              />
            ))}
          </RowList>
        )}
      </Answer>
      {open?.is === 'new' && <AgentDialog account_id={account.id} onClose={close} />}
      {open?.is === 'edit' && <AgentDialog account_id={account.id} agent={open.agent} onClose={close} />}
      {open?.is === 'remove' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('settings.agentRemoveHeading', { name: open.agent.name })}
          text={t('settings.agentRemoveText')}
          confirm={t('settings.remove')}
          onConfirm={async () => {
            await ask((desk) => desk.agents.remove({ account_id: account.id, id: open.agent.id }));
            forgetLists(account.id, ['agents']);
          }}
          sentenceOf={sentenceOf}
        />
      )}
    </Page>
  );
}

interface AgentRowProps {
  agent: Agent;
  isMe: boolean;
  onEdit(): void;
  onRemove(): void;
}

function AgentRow({ agent, isMe, onEdit, onRemove }: AgentRowProps) {
  const { name, email, role, confirmed, thumbnail, availability_status } = agent;
  return (
    <ListRow
      mark={<Avatar name={name} picture={thumbnail} presence={availability_status ?? undefined} />}
      name={
        <>
          <bdi>{name}</bdi>
          <Badge tone={role === 'administrator' ? 'accent' : 'plain'}>
            {t(`settings.${role ?? 'agent'}`)}
          </Badge>
          {!confirmed && <Badge tone="warn">{t('settings.agentInvited')}</Badge>}
        </>
      }
      detail={<bdi>{email}</bdi>}
      actions={
        <>
          <Button size="small" aria-label={t('settings.editOf', { name })} onClick={onEdit}>
            {t('ui.edit')}
          </Button>
          {!isMe && (
            <Button size="small" aria-label={t('settings.removeOf', { name })} onClick={onRemove}>
              {t('settings.remove')}
            </Button>
          )}
        </>
      }
    />
  );
}
