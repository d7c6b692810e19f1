import { FILES_MAX, file_max_bytes } from '../page.ts';
import { sizeOf, t } from '../words.ts';

/** Documents that the desk takes besides pictures, sound and film. */
const DOCUMENTS = 'csv txt rtf json pdf zip 7z rar tar doc docx xls xlsx ppt pptx odt'.split(' ');

const MEDIA = /^(image|audio|video)\//;

const isKind = ({ name, type }: File) =>
  MEDIA.test(type) || DOCUMENTS.includes(name.split('.').at(-1)?.toLowerCase() ?? '');

/** Why a file cannot be sent; nothing when it can. */
function problemOf(file: File): string | undefined {
  const { name } = file;
  if (file.size > file_max_bytes) return t('tooLarge', { name, size: sizeOf(file_max_bytes) });
  return isKind(file) ? undefined : t('wrongType', { name });
}

/** Parts files into those that can be sent and what is wrong with the others. */
export function judge(files: readonly File[], already: number) {
  const problems: string[] = [];
  const good = files.filter((file) => {
    const problem = problemOf(file);
    if (problem) problems.push(problem);
    return !problem;
  });
  const room = FILES_MAX - already;
  if (good.length > room) problems.push(t('tooMany', { count: FILES_MAX }));
  return { good: good.slice(0, room), problems };
}
