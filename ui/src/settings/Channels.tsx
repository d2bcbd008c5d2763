import { Button, Code, NativeSelect, Stack, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChannelAccount, channelAttemptsQuery, sendMessageAgain } from '../api/webhooks';
import { NameField, nameFault } from '../catalogues/inputs';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { AttemptTable } from '../parts/AttemptTable';
import { Loaded } from '../parts/Loaded';
import { ShowMore } from '../parts/ShowMore';
import { ShownSecret } from '../parts/ShownSecret';
import { SigningSecrets } from './SigningSecrets';
import { type Target, TargetFields, targetBody, targetFaults, targetOf } from './webhookForm';
import { channelWords, strings } from './webhookStrings';

interface Draft extends Target {
  name: string;
  channel: ChannelAccount['channel'];
  connector: ChannelAccount['connector'];
}

const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

function Fields({ form, item }: FieldsProps<Draft, ChannelAccount>) {
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      {!item && (
        <>
          <NativeSelect
            label={strings.channel}
            description={strings.kindHelp}
            data={options(strings.channels)}
            {...form.getInputProps('channel')}
          />
          <NativeSelect
            label={strings.kind}
            description={strings.kindHelp}
            data={options(strings.kinds)}
            {...form.getInputProps('connector')}
          />
        </>
      )}
      {form.values.connector === 'webhook' && <TargetFields form={form} item={item} />}
    </Stack>
  );
}

/** The signing secrets of an external channel, and its latest attempts. */
function Delivery({ item }: { item: ChannelAccount }) {
  return item.connector === 'webhook' ? (
    <Stack>
      <SigningSecrets owner={{ kind: 'channels', id: item.id }} />
      <Attempts id={item.id} />
    </Stack>
  ) : null;
}

function Attempts({ id }: { id: string }) {
  const query = channelAttemptsQuery(id);
  const list = useInfiniteQuery(query);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: ([conversation, message]: [string, string]) =>
      sendMessageAgain(conversation, message),
    meta: { failed: strings.failedSend },
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {strings.attempts}
      </Title>
      <Loaded query={list} failed={strings.failedAttempts} lines={2}>
        {({ pages }) => (
          <>
            <AttemptTable
              attempts={pages.flatMap((page) => page.items)}
              action={({ conversationId, messageId }) =>
                conversationId &&
                messageId && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={send.isPending}
                    onClick={() => send.mutate([conversationId, messageId])}
                  >
                    {strings.sendAgain}
                  </Button>
                )
              }
            />
            <ShowMore list={list} label={strings.more} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

export const channelKind: Kind<ChannelAccount, Draft> = {
  catalogue: 'channels',
  scope: 'settings:write',
  words: channelWords,
  icon: IconSend,
  columns: [
    { title: channelWords.editTitle, cell: ({ name }) => name },
    { title: strings.channel, cell: ({ channel }) => strings.channels[channel] },
    { title: strings.kind, cell: ({ connector }) => strings.kinds[connector] },
    { title: strings.address, cell: ({ url }) => url && <Code>{url}</Code> },
  ],
  draft: (item) => ({
    name: item?.name ?? '',
    channel: item?.channel ?? 'whatsapp',
    connector: item?.connector ?? 'webhook',
    ...targetOf(item),
  }),
  check: (draft) => ({
    name: nameFault(draft.name),
    ...(draft.connector === 'webhook' && targetFaults(draft)),
  }),
  body: (draft, item) => ({
    name: draft.name,
    ...(!item && { channel: draft.channel, connector: draft.connector }),
    ...(draft.connector === 'webhook' && targetBody(draft, item)),
  }),
  unique: 'name',
  made: ({ signingSecret }, close) =>
    signingSecret && (
      <ShownSecret
        label={strings.secret}
        secret={signingSecret}
        text={strings.secretText}
        close={close}
      />
    ),
  unused: true,
  Fields,
  More: Delivery,
};
