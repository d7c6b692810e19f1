/** Puts text into the clipboard; tells whether the browser let it. */
export async function copyText(text: string): Promise<boolean> {
  // Pages without TLS have no clipboard of their own, and a desk in a house's own network may be one.
  if (!isSecureContext) return copyBySelecting(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

function copyBySelecting(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
