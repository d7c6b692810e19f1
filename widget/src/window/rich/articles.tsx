/** @jsxImportSource preact */
import { Link } from '../links.tsx';
import type { Message } from '../wire/shapes.ts';

export const Articles = ({ message }: { message: Message }) => (
  <ul class="rich-articles">
    {(message.content_attributes.items ?? []).map(({ title, description, link }) => (
      <li key={link ?? title}>
        <Link to={link ?? ''}>{title}</Link>
        {description && <p class="soft">{description}</p>}
      </li>
    ))}
  </ul>
);
