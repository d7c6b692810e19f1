/** As many files as one message takes. */
export const FILES_MAX = 15;
/** What a desk takes unless it is set otherwise; it says so itself where it takes less. */
export const FILE_BYTES_MAX = 40 * 1024 * 1024;

/** Files that may go along with those that are there, and those that may not, with the reason. */
export function sortFiles(there: readonly File[], added: readonly File[]) {
  const taken: File[] = [];
  const refused: { file: File; why: 'size' | 'count' | 'empty' }[] = [];
  for (const file of added) {
    if (file.size === 0) refused.push({ file, why: 'empty' });
    else if (file.size > FILE_BYTES_MAX) refused.push({ file, why: 'size' });
    else if (there.length + taken.length >= FILES_MAX) refused.push({ file, why: 'count' });
    else taken.push(file);
  }
  return { taken, refused };
}
