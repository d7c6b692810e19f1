import { createContext, useContext } from 'react';

/** What the lines of a thread need to know of it. */
interface ThreadContextValue {
  conversation_id: number;
  /** The message that was jumped to a moment ago. */
  marked: number | undefined;
  show(message_id: number): void;
}

export const ThreadContext = createContext<ThreadContextValue>({
  conversation_id: 0,
  marked: undefined,
  show: () => undefined,
});

export const useThreadContext = () => useContext(ThreadContext);
