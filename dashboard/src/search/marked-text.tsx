import { piecesOf } from './marked.ts';

/** A text of somebody in which what was searched for is marked. */
export function MarkedText({ text, q }: { text: string; q: string }) {
  return (
    <bdi>
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
