/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { channel } from '../page.ts';
import { team } from '../state/team.ts';
import type { Person } from '../wire/shapes.ts';

export const nameOf = (person: Person | null | undefined) =>
  person?.available_name || person?.name || channel.websiteName;

const pictureOf = (person: Person | null | undefined) =>
  person ? person.avatar_url || person.thumbnail || '' : channel.avatarUrl;

/** A face; its first letter where there is no picture. Who it is stands beside it in words. */
export function Avatar({ person }: { person?: Person | null | undefined }) {
  const [failed, setFailed] = useState('');
  const picture = pictureOf(person);
  const [letter = ''] = nameOf(person).trim();
  return (
    <span class="avatar" aria-hidden="true">
      {picture && picture !== failed ? (
        <img src={picture} alt="" loading="lazy" onError={() => setFailed(picture)} />
      ) : (
        letter.toUpperCase()
      )}
    </span>
  );
}

const SHOWN = 3;

/** Some of the team, whoever is there before the others. */
export function Faces() {
  const isThere = (status: string) => (status === 'online' ? 0 : 1);
  const faces = team.value
    .toSorted((one, other) => isThere(one.availability_status) - isThere(other.availability_status))
    .slice(0, SHOWN);
  if (faces.length === 0) return <Avatar />;
  return (
    <span class="faces">
      {faces.map((person) => (
        <Avatar key={person.id} person={person} />
      ))}
    </span>
  );
}
