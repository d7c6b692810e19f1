/** @jsxImportSource preact */
import { adopt } from '../look/adopt.ts';
import filesLook from '../look/files.css?inline';
import { problems, staged, unstage } from '../state/staged.ts';
import { t } from '../words.ts';
import { Icon, IconButton } from './icons.tsx';

adopt(filesLook);

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
