import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLive } from '../app/live/use-live.ts';
import { EmptyState } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';
import { countText } from './count-text.ts';
import { groups, type Tab } from './place.ts';
import { ResultGroup, type ResultGroupProps } from './result-group.tsx';
import { ContactRow, ConversationRow, MessageRow } from './result-rows.tsx';
import { ResultTabs } from './result-tabs.tsx';
import { type Found, useFound } from './use-found.ts';

interface ResultsProps {
  q: string;
  tab: Tab;
  /** A result was opened: the search was worth remembering. */
  onOpen(): void;
}

/** What was found, in groups, or one group alone. */
export function Results({ q, tab, onOpen }: ResultsProps) {
  const { account_id } = useLive();
  const found = useFound(account_id, q);
  const shown = groups.filter((group) => tab === 'all' || tab === group);
  const isNothing = shown.every((group) => isEmpty(found[group]));
  return (
    <>
      <ResultTabs q={q} tab={tab} found={found} />
      <Heard found={found} q={q} />
      {isNothing ? (
        <EmptyState icon={SearchX} title={t('search.none', { q })} text={t('search.noneText')} />
      ) : (
        shown.map((group) => <Group key={group} {...{ group, found, q, tab, onOpen }} />)
      )}
    </>
  );
}

const isEmpty = ({ rows, isOld, failure }: Found[Tab & keyof Found]) =>
  rows?.length === 0 && !isOld && failure === undefined;

type GroupProps = ResultsProps & { group: keyof Found; found: Found };

function Group({ group, found, q, tab, onOpen }: GroupProps) {
  const place = { q, isAlone: tab !== 'all' };
  const row = { q, onOpen };
  const of = <Row extends { id: number }>(
    stand: ResultGroupProps<Row>['stand'],
    children: (each: Row) => ReactNode,
  ) => (
    <ResultGroup group={group} stand={stand} {...place}>
      {children}
    </ResultGroup>
  );
  if (group === 'contacts') return of(found.contacts, (contact) => <ContactRow {...row} contact={contact} />);
  if (group === 'conversations')
    return of(found.conversations, (hit) => <ConversationRow {...row} hit={hit} />);
  return of(found.messages, (hit) => <MessageRow {...row} hit={hit} />);
}

/** Tells those who do not see the results how many there are, once they are here. */
function Heard({ found, q }: { found: Found; q: string }) {
  const { contacts, conversations, messages } = found;
  const isHere = [contacts, conversations, messages].every(({ count, isOld }) => count && !isOld);
  const isNothing = groups.every((group) => found[group].count?.count === 0);
  const counts = {
    contacts: countText(contacts.count),
    conversations: countText(conversations.count),
    messages: countText(messages.count),
  };
  return (
    <p role="status" className="unseen">
      {isHere && (isNothing ? t('search.none', { q }) : t('search.heard', counts))}
    </p>
  );
}
