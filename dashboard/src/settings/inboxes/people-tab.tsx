import { useQuery } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { Switch } from '../../ui/choices.tsx';
import { TextField } from '../../ui/input.tsx';
import { Section } from '../../ui/page.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { DraftForm } from '../draft-form.tsx';
import { PeopleChoice } from '../people-choice.tsx';
import { useDraft } from '../use-draft.ts';
import { membersQuery, saveInbox, takeMembers } from './inbox-queries.ts';
import type { TabProps } from './tabs.ts';

/** Who sees the inbox, and how conversations come to them. */
export function PeopleTab({ account_id, inbox }: TabProps) {
  const query = useQuery(membersQuery(account_id, inbox.id));
  return (
    <>
      <Answer query={query}>
        {(members) => <MembersForm account_id={account_id} inbox={inbox} members={members} />}
      </Answer>
      <AssignmentForm account_id={account_id} inbox={inbox} />
    </>
  );
}

function MembersForm({ account_id, inbox: { id }, members }: TabProps & { members: number[] }) {
  const save = async ({ user_ids }: { user_ids: number[] }) => {
    await ask((desk) => desk.inboxMembers.replace({ account_id, inbox_id: id, user_ids }));
    takeMembers(account_id, id, user_ids);
  };
  const draft = useDraft({ user_ids: members.toSorted((one, other) => one - other) }, save, { fields: [] });
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.tabPeople')} hint={t('inboxes.membersHint')}>
        <PeopleChoice
          account_id={account_id}
          label={t('inboxes.membersLabel')}
          value={draft.values.user_ids}
          onChange={(ids) =>
            draft.set(
              'user_ids',
              ids.toSorted((one, other) => one - other),
            )
          }
        />
      </Section>
    </DraftForm>
  );
}

function AssignmentForm({ account_id, inbox }: TabProps) {
  const { max_assignment_limit } = inbox.auto_assignment_config;
  const draft = useDraft(
    {
      enable_auto_assignment: inbox.enable_auto_assignment,
      limit:
        max_assignment_limit === undefined || max_assignment_limit === null
          ? ''
          : String(max_assignment_limit),
    },
    ({ enable_auto_assignment, limit }) =>
      saveInbox(account_id, inbox.id, {
        enable_auto_assignment,
        auto_assignment_config: {
          ...inbox.auto_assignment_config,
          max_assignment_limit: limit === '' ? null : Number(limit),
        },
      }),
    { fields: ['max_assignment_limit'] },
  );
  const { values, set, problem } = draft;
  return (
    <DraftForm draft={draft}>
      <Section title={t('inboxes.assignment')}>
        <Switch
          label={t('inboxes.autoAssign')}
          hint={t('inboxes.autoAssignHint')}
          checked={values.enable_auto_assignment}
          onChange={(isOn) => set('enable_auto_assignment', isOn)}
        />
        {values.enable_auto_assignment && (
          <TextField
            label={t('inboxes.assignLimit')}
            hint={t('inboxes.assignLimitHint')}
            optional
            type="number"
            min={1}
            inputMode="numeric"
            name="max_assignment_limit"
            problem={problem('max_assignment_limit')}
            value={values.limit}
            onChange={(event) => set('limit', event.target.value)}
          />
        )}
      </Section>
    </DraftForm>
  );
}
