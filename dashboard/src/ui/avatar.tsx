import { useState } from 'react';
import { t } from '../words/words.ts';
import { classNames } from './class-names.ts';

export type Availability = 'online' | 'busy' | 'offline';

const SIZES = {
  tiny: 'size-5 text-[0.5625rem]',
  small: 'size-6 text-tiny',
  usual: 'size-8 text-small',
  large: 'size-12 text-large',
} as const;
const DOTS = { online: 'bg-good', busy: 'bg-warn', offline: 'bg-line-strong' } as const;

interface AvatarProps {
  name: string;
  /** Address of the picture; initials where there is none, or where it does not load. */
  picture?: string | undefined;
  presence?: Availability | undefined;
  size?: keyof typeof SIZES;
  /** Says the name: where it does not stand beside. */
  isNamed?: boolean;
}

/** A person's picture or initials, with a dot that tells whether they are there. */
export function Avatar({ name, picture, presence, size = 'usual', isNamed = false }: AvatarProps) {
  const [broken, setBroken] = useState<string>();
  const label = presence ? t('ui.withPresence', { name, presence: t(`ui.${presence}`) }) : name;
  const hasPicture = picture !== undefined && picture !== '' && picture !== broken;
  return (
    <span
      {...(isNamed ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      className={classNames('relative inline-flex shrink-0 select-none', SIZES[size])}
    >
      {hasPicture ? (
        <img
          src={picture}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(picture)}
          className="size-full rounded-full object-cover"
        />
      ) : (
        // Drawn rather than written: they are a picture, and no part of the name of what they stand in.
        <span
          data-initials={initialsOf(name)}
          className="flex size-full items-center justify-center rounded-full bg-accent-ground font-semibold text-accent before:content-[attr(data-initials)]"
        />
      )}
      {presence && (
        <span
          className={classNames(
            'absolute -end-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface',
            DOTS[presence],
          )}
        />
      )}
    </span>
  );
}

/** The first letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase() || '?';
}
