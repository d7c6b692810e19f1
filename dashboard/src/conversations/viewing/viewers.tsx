import { lazy, Suspense } from 'react';
import { useDesk } from '../../app/live/use-live.ts';
import type { ViewerStackProps } from './viewer-stack.tsx';

const ViewerStack = lazy(async () => ({ default: (await import('./viewer-stack.tsx')).ViewerStack }));

/** Colleagues who have a conversation open, or write in it. What draws them comes with the first one. */
export function Viewers(props: ViewerStackProps) {
  const { conversation_id: id } = props;
  const areThere = useDesk(
    ({ viewers, typing }) => viewers.has(id) || typing.get(id)?.some(({ type }) => type === 'user'),
  );
  return areThere ? (
    <Suspense>
      <ViewerStack {...props} />
    </Suspense>
  ) : null;
}
