import { Button, Center, Text } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Conversation, type Entry, timelineQuery } from '../api/conversations';
import { Loaded } from '../parts/Loaded';
import { EventLine } from './EventLine';
import classes from './inbox.module.css';
import { MessageBubble } from './MessageBubble';
import { nameOf } from './people';
import { HeldCard, RunCard } from './RunCard';
import { type Story, storyOf } from './story';
import { strings } from './strings';

/** The distance from the end, in pixels, within which the view follows new messages. */
const NEAR = 80;

/** Everything that happened, the newest at the end: messages, changes, runs, what was held back. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const timeline = useInfiniteQuery(timelineQuery(conversation.id));
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const pages = timeline.data?.pages;
  const { entries, madeBy } = useMemo(
    () => storyOf(pages?.flatMap((page) => page.items) ?? []),
    [pages],
  );
  const newest = entries.at(-1);
  const mark = newest && `${newest.kind} ${newest.id} ${entries.length}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something is new
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && isAtEnd) {
      element.scrollTop = element.scrollHeight;
    }
  }, [mark]);
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  return (
    <div className={classes.threadFrame}>
      <div
        ref={scroller}
        className={classes.thread}
        role="log"
        aria-label={strings.thread(nameOf(conversation))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR);
        }}
      >
        <Loaded query={timeline} failed={strings.failedOne}>
          {() => (
            <>
              <Center pb="sm">
                {timeline.hasNextPage ? (
                  <Button
                    size="xs"
                    variant="default"
                    loading={timeline.isFetchingNextPage}
                    onClick={() => timeline.fetchNextPage()}
                  >
                    {strings.earlier}
                  </Button>
                ) : (
                  <Text size="xs" c="dimmed">
                    {strings.beginning}
                  </Text>
                )}
              </Center>
              <ol className={classes.entries}>
                {entries.map((entry) => (
                  <li key={`${entry.kind} ${entry.id}`} data-kind={entry.kind}>
                    <EntryView entry={entry} conversation={conversation} madeBy={madeBy} />
                  </li>
                ))}
              </ol>
            </>
          )}
        </Loaded>
      </div>
      {!isAtEnd && (
        <Button
          size="xs"
          variant="default"
          className={classes.toEnd}
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={toEnd}
        >
          {strings.latest}
        </Button>
      )}
    </div>
  );
}

interface EntryViewProps {
  entry: Entry;
  conversation: Conversation;
  madeBy: Story['madeBy'];
}

function EntryView({ entry, conversation, madeBy }: EntryViewProps) {
  switch (entry.kind) {
    case 'message':
      return (
        <MessageBubble
          message={entry.message}
          conversation={conversation.id}
          contactName={nameOf(conversation)}
        />
      );
    case 'event':
      return <EventLine event={entry.event} time={entry.time} />;
    case 'execution':
      return <RunCard run={entry.execution} time={entry.time} made={madeBy(entry.execution)} />;
    case 'notStarted':
      return <HeldCard held={entry.notStarted} time={entry.time} />;
  }
}
