import { useQuery } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { t } from '../../words/words.ts';
import { DraftDialog } from '../draft-dialog.tsx';
import { PictureField } from '../picture-field.tsx';
import { type Draft, useDraft } from '../use-draft.ts';
import { type Bot, botsQuery, forgetBots, takeBot } from './bot-queries.ts';

interface BotDialogProps {
  account_id: number;
  bot?: Bot;
  onClose(): void;
  /** A new bot was made. */
  onMade?(bot: Bot): void;
}

/** Makes or changes a bot. */
export function BotDialog({ account_id, bot, onClose, onMade }: BotDialogProps) {
  const draft = useDraft(
    { name: bot?.name ?? '', description: bot?.description ?? '', outgoing_url: bot?.outgoing_url ?? '' },
    async (fields) => {
      const saved = await (bot
        ? ask((desk) => desk.agentBots.update({ account_id, id: bot.id, ...fields }))
        : ask((desk) => desk.agentBots.create({ account_id, ...fields })));
      forgetBots(account_id);
      if (bot || !onMade) onClose();
      else onMade(saved);
    },
    { fields: ['name', 'description', 'outgoing_url'] },
  );
  return (
    <DraftDialog
      draft={draft}
      title={bot ? t('settings.editOf', { name: bot.name }) : t('programs.botAdd')}
      onClose={onClose}
    >
      {bot && <BotPicture account_id={account_id} bot={bot} />}
      <BotFields draft={draft} />
    </DraftDialog>
  );
}

/** The picture is changed at once, while the window stays open. */
function BotPicture({ account_id, bot }: { account_id: number; bot: Bot }) {
  const { data: bots = [] } = useQuery(botsQuery(account_id));
  const { name, thumbnail } = bots.find(({ id }) => id === bot.id) ?? bot;
  const args = { account_id, id: bot.id };
  const pick = async (avatar: File) =>
    takeBot(account_id, await ask((desk) => desk.agentBots.update({ ...args, avatar })));
  const remove = async () => takeBot(account_id, await ask((desk) => desk.agentBots.removeAvatar(args)));
  return <PictureField name={name} picture={thumbnail} onPick={pick} onRemove={remove} />;
}

interface BotValues {
  name: string;
  description: string;
  outgoing_url: string;
}

function BotFields({ draft: { values, set, problem } }: { draft: Draft<BotValues> }) {
  return (
    <>
      <TextField
        label={t('settings.name')}
        name="name"
        required
        problem={problem('name')}
        value={values.name}
        onChange={(event) => set('name', event.target.value)}
      />
      <TextAreaField
        label={t('settings.description')}
        optional
        rows={2}
        name="description"
        problem={problem('description')}
        value={values.description}
        onChange={(event) => set('description', event.target.value)}
      />
      <TextField
        label={t('programs.botUrl')}
        hint={t('programs.botUrlHint')}
        type="url"
        dir="ltr"
        name="outgoing_url"
        required
        problem={problem('outgoing_url')}
        value={values.outgoing_url}
        onChange={(event) => set('outgoing_url', event.target.value)}
      />
    </>
  );
}
