import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconMask } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Message } from '../api/conversations';
import { addresses } from '../frame/addresses';
import { Ago } from '../parts/Time';
import { DeliveryDialog } from './DeliveryDialog';
import classes from './inbox.module.css';
import { strings } from './strings';

interface Props {
  message: Message;
  /** The id of its conversation. */
  conversation: string;
  contactName: string;
}

/** A message: the customer's at the left, ours at the right. */
export function MessageBubble({ message, conversation, contactName }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { authorType, authorName, authorId, executionId, delivery } = message;
  const author =
    authorType === 'contact'
      ? contactName
      : authorType === 'workflow'
        ? (authorName ?? strings.byWorkflow)
        : (authorName ?? authorId ?? strings.byUser);
  return (
    <div className={classes.message} data-author={authorType}>
      <div className={classes.bubble}>{message.text}</div>
      <Text size="xs" c="dimmed" className={classes.messageFoot} component="div">
        <span>{author}</span>
        {executionId && (
          <Anchor component={Link} to={addresses.run(executionId)} inherit>
            {strings.openRun}
          </Anchor>
        )}
        <Ago time={message.createdAt} />
        {message.played && (
          <span className={classes.note}>
            <IconMask size={13} aria-hidden />
            {strings.played}
          </span>
        )}
        {delivery === 'pending' && (
          <span className={classes.note}>
            <IconClock size={13} aria-hidden />
            {strings.sending}
          </span>
        )}
        {delivery === 'failed' && (
          <span className={classes.note} data-bad>
            <IconAlertTriangle size={13} aria-hidden />
            {strings.notDelivered}
            {message.deliveryError && `: ${message.deliveryError}`}
          </span>
        )}
        {executionId && delivery !== 'delivered' && (
          <Anchor component="button" type="button" inherit onClick={() => setOpen(true)}>
            {strings.showDelivery}
          </Anchor>
        )}
      </Text>
      {isOpen && (
        <DeliveryDialog
          conversation={conversation}
          message={message}
          close={() => setOpen(false)}
        />
      )}
    </div>
  );
}
