import { Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconStarFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Conversation } from '../api/conversations';
import { LabelChip } from '../parts/Marks';
import { Ago } from '../parts/Time';
import { channelNames, conversationStatuses } from '../parts/words';
import classes from './inbox.module.css';
import { useLabelColours } from './labels';
import { nameOf } from './people';
import { strings } from './strings';

const MOST_LABELS = 3;

interface Props {
  items: Conversation[];
  open: string | undefined;
  isStale: boolean;
}

export function ConversationList({ items, open, isStale }: Props) {
  const colours = useLabelColours();
  return (
    <ul className={classes.conversations} aria-busy={isStale}>
      {items.map((conversation) => (
        <Row
          key={conversation.id}
          conversation={conversation}
          isOpen={conversation.id === open}
          colours={colours}
        />
      ))}
    </ul>
  );
}

const Row = memo(function Row({
  conversation,
  isOpen,
  colours,
}: {
  conversation: Conversation;
  isOpen: boolean;
  colours: ReadonlyMap<string, string>;
}) {
  const { id, channel, status, starred, labels, labelIds, assignee, lastMessage } = conversation;
  const more = labels.length - MOST_LABELS;
  return (
    <li>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: id }}
        search
        className={classes.row}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={classes.rowTop}>
          <span className={classes.who}>{nameOf(conversation)}</span>
          {starred && (
            <>
              <IconStarFilled size={13} className={classes.starred} aria-hidden />
              <VisuallyHidden>{strings.starred}</VisuallyHidden>
            </>
          )}
          <span className={classes.when}>
            <Ago time={conversation.lastMessageAt ?? conversation.updatedAt} />
          </span>
        </span>
        <Text span size="sm" c="dimmed" truncate display="block">
          {lastMessage
            ? `${strings.lastBy[lastMessage.authorType] ?? ''}${lastMessage.text}`
            : strings.noMessage}
        </Text>
        <span className={classes.rowMarks}>
          <span className={classes.mark}>{channelNames[channel]}</span>
          {status === 'resolved' && (
            <span className={classes.mark}>
              <IconCheck size={12} stroke={2.4} aria-hidden />
              {conversationStatuses.resolved}
            </span>
          )}
          {assignee && <span className={classes.mark}>{assignee.name ?? assignee.id}</span>}
          {labels.slice(0, MOST_LABELS).map((name, at) => (
            <LabelChip key={labelIds[at]} name={name} colour={colours.get(labelIds[at] ?? '')} />
          ))}
          {more > 0 && <span className={classes.mark}>+{more}</span>}
        </span>
      </Link>
    </li>
  );
});
