/** @jsxImportSource preact */
import { problems, staged, unstage } from '../state/staged.ts';
import { t } from '../words.ts';
// It shows files that wait to be sent, which may be when there is no connection to load it by.
import './attachments.tsx';
import { Icon, IconButton } from './icons.tsx';

/** The files that go with the next message. */
export const Staged = () => (
  <>
    <ul class="staged">
      {staged.value.map((file) => (
        <li key={`${file.name} ${file.size}`}>
          <Icon name="file" />
          <span class="file-name">{file.name}</span>
          <IconButton icon="close" label={t('remove', { name: file.name })} press={() => unstage(file)} />
        </li>
      ))}
    </ul>
    <div role="alert">
      {problems.value.map((problem) => (
        <p key={problem} class="problem">
          {problem}
        </p>
      ))}
    </div>
  </>
);
