import { File as FileIcon, X } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { t } from '../../words/words.ts';
import { formatBytes } from '../thread/bytes.ts';

/** The files that go along with what is written. */
export function FileList({ files, onRemove }: { files: readonly File[]; onRemove(file: File): void }) {
  return (
    <ul aria-label={t('thread.files')} className="mt-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li
          key={`${file.name} ${file.size} ${file.lastModified}`}
          className="flex max-w-full items-center gap-2 rounded-base border border-line bg-surface py-1 ps-2 pe-1 text-small"
        >
          <FileIcon size={14} aria-hidden="true" className="shrink-0 text-ink-soft" />
          <bdi className="truncate">{file.name}</bdi>
          <span className="shrink-0 text-ink-soft">{formatBytes(file.size)}</span>
          <IconButton
            icon={X}
            size="small"
            label={t('thread.removeFile', { name: file.name })}
            onClick={() => onRemove(file)}
          />
        </li>
      ))}
    </ul>
  );
}
