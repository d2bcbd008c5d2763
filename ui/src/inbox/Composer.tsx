import { Alert, Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { IconMask, IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { type Conversation, conversationQuery, say, timelineQuery } from '../api/conversations';
import { isProblem, messageOf } from '../api/problem';
import { lengthOf } from '../parts/characters';
import { keepReply, keptReply } from './drafts';
import classes from './inbox.module.css';
import { strings } from './strings';

const LONGEST = 4096;

type As = 'user' | 'contact';

interface Writing {
  text: string;
  as: As;
  /** The key of its draft. */
  key: string;
}

/** Writes to the customer or, where the store itself is the channel, as the customer. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { id, channel, accountId } = conversation;
  const [as, setAs] = useState<As>('user');
  const draft = useDraft(id, as);
  const { text, key } = draft;
  const send = useSend(id, draft.write);
  const isTooLong = lengthOf(text) > LONGEST;
  const submit = () => {
    if (text.trim() !== '' && !isTooLong && !send.isPending) {
      send.mutate({ text, as, key });
    }
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  };
  const isPlaying = as === 'contact';
  return (
    <form
      className={classes.composer}
      data-playing={isPlaying}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {channel === 'webchat' && accountId === undefined && (
        <SegmentedControl
          size="xs"
          aria-label={strings.as}
          data={[
            { value: 'user', label: strings.reply },
            { value: 'contact', label: strings.writeAsContact },
          ]}
          value={as}
          onChange={(value) => {
            send.reset();
            setAs(value as As);
          }}
        />
      )}
      {isPlaying && <PlayingNotice />}
      <Textarea
        aria-label={isPlaying ? strings.contactLabel : strings.replyLabel}
        placeholder={isPlaying ? strings.contactPlaceholder : strings.replyPlaceholder}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        error={send.error ? failureOf(send.error) : isTooLong && strings.tooLong(LONGEST)}
        onChange={(event) => draft.write(event.currentTarget.value, key)}
        onKeyDown={keyDown}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {send.isPaused ? strings.sentLater : strings.sendHelp}
        </Text>
        <Button
          type="submit"
          size="sm"
          disabled={text.trim() === ''}
          loading={send.isPending}
          leftSection={<IconSend size={16} aria-hidden />}
        >
          {isPlaying ? strings.sendAsContact : strings.send}
        </Button>
      </Group>
    </form>
  );
}

/** Returns what is being written in a conversation; it outlives a reload of the page. */
function useDraft(conversation: string, as: As) {
  const key = `${conversation} ${as}`;
  const [texts, setTexts] = useState<Record<string, string>>({});
  const write = (next: string, where: string) => {
    keepReply(where, next);
    setTexts((before) => ({ ...before, [where]: next }));
  };
  return { key, text: texts[key] ?? keptReply(key), write };
}

function useSend(id: string, write: (text: string, key: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (message: Writing) => say(id, message.text, message.as),
    onSuccess: (_said, sent) => {
      // Text typed while the message was on its way stays.
      if (keptReply(sent.key) === sent.text) {
        write('', sent.key);
      }
      queries.invalidateQueries({ queryKey: timelineQuery(id).queryKey });
      queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
      queries.invalidateQueries({ queryKey: ['conversations', 'list'] });
    },
  });
}

function failureOf(thrown: Error): string {
  const fault = isProblem(thrown) ? Object.values(thrown.fields)[0] : undefined;
  return fault ?? `${strings.failedSend}: ${messageOf(thrown)}`;
}

function PlayingNotice() {
  return (
    <Alert
      color="orange"
      variant="outline"
      p="xs"
      icon={<IconMask size={18} aria-hidden />}
      c="inherit"
    >
      <Text size="sm">{strings.playing}</Text>
    </Alert>
  );
}
