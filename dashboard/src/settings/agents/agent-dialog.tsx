import { ask } from '../../app/ask.ts';
import { hasMail } from '../../app/page-facts.ts';
import { type Agent, forgetLists } from '../../app/queries.ts';
import { RadioGroup } from '../../ui/choices.tsx';
import { TextField } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { DraftDialog } from '../draft-dialog.tsx';
import { type Draft, useDraft } from '../use-draft.ts';

interface AgentDialogProps {
  account_id: number;
  /** Who is changed; somebody new is invited where there is nobody. */
  agent?: Agent;
  onClose(): void;
}

/** What inviting is called where the desk sends mail, and where it sends none. */
const INVITING = { submit: 'settings.agentSend', saved: 'settings.agentMailSent' } as const;
const ADDING = { submit: 'settings.agentAdd', saved: 'settings.agentAdded' } as const;

const AVAILABILITIES = ['online', 'busy', 'offline'] as const;

interface AgentValues {
  name: string;
  email: string;
  role: 'agent' | 'administrator';
  availability: (typeof AVAILABILITIES)[number];
}

/** Invites somebody, or changes what they may do and how they are shown. */
export function AgentDialog({ account_id, agent, onClose }: AgentDialogProps) {
  const making = hasMail() ? INVITING : ADDING;
  const draft = useDraft<AgentValues>(
    {
      name: agent?.name ?? '',
      email: agent?.email ?? '',
      role: agent?.role ?? 'agent',
      availability: agent?.availability_status ?? 'offline',
    },
    async ({ name, email, role, availability }) => {
      await (agent
        ? ask((desk) => desk.agents.update({ account_id, id: agent.id, name, role, availability }))
        : ask((desk) => desk.agents.create({ account_id, name, email, role })));
      forgetLists(account_id, ['agents']);
      onClose();
    },
    {
      fields: ['name', 'email'],
      saved: t(agent ? 'ui.saved' : making.saved),
    },
  );
  const { values, set, problem } = draft;
  return (
    <DraftDialog
      draft={draft}
      title={agent ? t('settings.editOf', { name: agent.name }) : t('settings.agentInvite')}
      hint={agent || !hasMail() ? undefined : t('settings.agentInviteHint')}
      submit={agent ? undefined : t(making.submit)}
      onClose={onClose}
    >
      {!agent && !hasMail() && <Notice tone="warn">{t('settings.agentNoMail')}</Notice>}
      <TextField
        label={t('settings.name')}
        name="name"
        required
        problem={problem('name')}
        value={values.name}
        onChange={(event) => set('name', event.target.value)}
      />
      {!agent && (
        <TextField
          label={t('settings.email')}
          type="email"
          dir="ltr"
          name="email"
          required
          autoComplete="off"
          problem={problem('email')}
          value={values.email}
          onChange={(event) => set('email', event.target.value)}
        />
      )}
      <RoleField draft={draft} />
      {agent && <AvailabilityField draft={draft} />}
    </DraftDialog>
  );
}

function RoleField({ draft: { values, set } }: { draft: Draft<AgentValues> }) {
  return (
    <RadioGroup
      label={t('settings.role')}
      value={values.role}
      options={[
        { value: 'agent', label: t('settings.agent'), hint: t('settings.agentRole') },
        {
          value: 'administrator',
          label: t('settings.administrator'),
          hint: t('settings.administratorRole'),
        },
      ]}
      onChange={(role) => set('role', role === 'administrator' ? 'administrator' : 'agent')}
    />
  );
}

function AvailabilityField({ draft: { values, set } }: { draft: Draft<AgentValues> }) {
  return (
    <SelectField
      label={t('settings.availability')}
      value={values.availability}
      options={AVAILABILITIES.map((value) => ({ value, label: t(`ui.${value}`) }))}
      onChange={(chosen) =>
        set('availability', AVAILABILITIES.find((each) => each === chosen) ?? values.availability)
      }
    />
  );
}
