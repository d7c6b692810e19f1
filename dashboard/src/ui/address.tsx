/** An e-mail address or a telephone number; the former breaks before the @ where it has to, not within a word. */
export function Address({ text }: { text: string }) {
  const at = Math.max(0, text.lastIndexOf('@'));
  return (
    <bdi>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </bdi>
  );
}
