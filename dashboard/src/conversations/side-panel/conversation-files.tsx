import { useInfiniteQuery } from '@tanstack/react-query';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { formatDay } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { Attachments } from '../thread/attachments.tsx';

const PAGE_SIZE = 100;

/** What came with the messages of the conversation, the newest first. */
export function ConversationFiles({ conversation_id: id }: { conversation_id: number }) {
  const { account_id } = useLive();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['account', account_id, 'files', id],
    queryFn: async ({ pageParam: page, signal }) =>
      (await ask((desk) => desk.conversationAttachments.list({ account_id, id, page }, { signal }))).payload,
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.length >= PAGE_SIZE ? pages.length + 1 : undefined),
  });
  if (error) return <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const files = data.pages.flat();
  if (files.length === 0) return <p className="text-ink-soft">{t('panel.noFiles')}</p>;
  return (
    <>
      <ul className="grid gap-2">
        {files.map((file, index) => (
          <li key={`${file.message_id} ${file.data_url}`} className="grid gap-0.5">
            <Attachments
              attachments={[
                {
                  id: index,
                  account_id,
                  message_id: file.message_id,
                  file_type: file.file_type,
                  data_url: file.data_url,
                  thumb_url: file.thumb_url ?? '',
                  extension: file.extension,
                  file_size: file.file_size ?? 0,
                  width: file.width,
                  height: file.height,
                },
              ]}
            />
            <span className="text-small text-ink-soft">
              <bdi>{file.sender?.name}</bdi> · {formatDay(file.created_at)}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" className="justify-self-start" onClick={() => void fetchNextPage()}>
          {t('panel.more')}
        </Button>
      )}
    </>
  );
}
