/** @jsxImportSource preact */
import { say } from '../host.ts';
import { safeLink } from '../links.tsx';
import type { CardAction, Item, Message } from '../wire/shapes.ts';

export const Cards = ({ message }: { message: Message }) => (
  <ul class="rich-cards">
    {(message.content_attributes.items ?? []).map((item, index) => (
      <li key={`${index} ${item.title}`}>
        <Card item={item} />
      </li>
    ))}
  </ul>
);

function Card({ item: { media_url, title, description, actions = [] } }: { item: Item }) {
  const picture = safeLink(media_url);
  return (
    <>
      {picture && <img src={picture} alt="" loading="lazy" />}
      <h3>{title}</h3>
      {description && <p>{description}</p>}
      {actions.map((action, index) => (
        <Action key={`${index} ${action.text}`} action={action} />
      ))}
    </>
  );
}

function Action({ action: { type, text, uri, payload } }: { action: CardAction }) {
  if (type === 'postback')
    return (
      <button class="secondary" type="button" onClick={() => say('postback', { data: { payload } })}>
        {text}
      </button>
    );
  const address = safeLink(uri);
  return address ? (
    <a class="secondary" href={address} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  ) : (
    <span class="soft">{text}</span>
  );
}
