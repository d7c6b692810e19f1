/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';

const SAFE = /^(https?:|mailto:|tel:)/i;

/** The address of a link, or nothing where it leads elsewhere. */
export function safeLink(address: string | null | undefined): string | undefined {
  try {
    const { href } = new URL(address ?? '');
    return SAFE.test(href) ? href : undefined;
  } catch {
    return undefined;
  }
}

export function Link({ to, children }: { to: string; children: ComponentChildren }) {
  const href = safeLink(to);
  if (!href) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
