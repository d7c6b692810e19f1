import { piecesOf } from './marked.ts';

interface MarkedTextProps {
  text: string;
  q: string;
  className?: string;
}

/** A text of somebody in which what was searched for is marked. */
export function MarkedText({ text, q, className }: MarkedTextProps) {
  return (
    <bdi className={className}>
      {piecesOf(text, q).map(({ text: piece, at, isMatch }) =>
        isMatch ? (
          <mark key={at} className="rounded-small bg-accent-ground font-semibold text-accent">
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </bdi>
  );
}
