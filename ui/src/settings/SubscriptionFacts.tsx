import { Alert, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  deliveriesQuery,
  deliveryAttemptsQuery,
  enableSubscription,
  pingSubscription,
  type Subscription,
  type SubscriptionDelivery,
  sendDeliveryAgain,
} from '../api/webhooks';
import { AttemptTable } from '../parts/AttemptTable';
import { Kept } from '../parts/Kept';
import { Loaded } from '../parts/Loaded';
import { notifyDone, notifyFailure } from '../parts/notify';
import { ShowMore } from '../parts/ShowMore';
import badges from '../parts/StatusBadge.module.css';
import { Ago } from '../parts/Time';
import { SigningSecrets } from './SigningSecrets';
import { strings, typeOf } from './webhookStrings';

export function SubscriptionStatus({ item }: { item: Subscription }) {
  const [tone, Sign, text] = !item.enabled
    ? (['bad', IconX, strings.disabled] as const)
    : item.failingSince
      ? (['bad', IconAlertTriangle, strings.failing] as const)
      : (['good', IconCheck, strings.active] as const);
  return (
    <span className={badges.badge} data-tone={tone}>
      <Sign size={13} stroke={2.4} aria-hidden />
      {text}
    </span>
  );
}

/** The state of a webhook, its signing secrets and what it was sent. */
export function SubscriptionFacts({ item }: { item: Subscription }) {
  const { id, enabled } = item;
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['catalogue', 'subscriptions'] }),
      queries.invalidateQueries({ queryKey: ['webhooks', 'subscriptions', id] }),
    ]);
  const enable = useMutation({
    mutationFn: () => enableSubscription(id, !enabled),
    meta: { failed: strings.failedEnable },
    onSettled: refresh,
  });
  const ping = useMutation({
    mutationFn: () => pingSubscription(id),
    meta: { failed: strings.failedPing },
    onSuccess: ({ result, error, status }) =>
      result === 'accepted'
        ? notifyDone(strings.pinged)
        : notifyFailure(strings.pingFailed, error ?? String(status ?? '')),
    onSettled: refresh,
  });
  return (
    <Stack>
      <Group justify="space-between">
        <SubscriptionStatus item={item} />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={ping.isPending}
            onClick={() => ping.mutate()}
          >
            {strings.ping}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={enable.isPending}
            onClick={() => enable.mutate()}
          >
            {enabled ? strings.disable : strings.enable}
          </Button>
        </Group>
      </Group>
      <Notice item={item} />
      <SigningSecrets owner={{ kind: 'subscriptions', id }} />
      <Deliveries id={id} />
      <Kept kind="deliveriesDays" text={strings.kept} />
    </Stack>
  );
}

function Notice({ item }: { item: Subscription }) {
  if (!item.enabled) {
    return (
      <Alert color="red" variant="outline" title={strings.disabledText}>
        {item.disabledReason}
      </Alert>
    );
  }
  return item.failingSince ? (
    <Text size="sm">
      {strings.failingSince} <Ago time={item.failingSince} />
    </Text>
  ) : null;
}

function Deliveries({ id }: { id: string }) {
  const list = useInfiniteQuery(deliveriesQuery(id));
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {strings.deliveries}
      </Title>
      <Loaded query={list} failed={strings.failedDeliveries} lines={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {strings.noDeliveries}
            </Text>
          ) : (
            <>
              <Table verticalSpacing="xs" aria-label={strings.deliveries}>
                <Table.Tbody>
                  {items.map((delivery) => (
                    <DeliveryRow key={delivery.id} subscription={id} delivery={delivery} />
                  ))}
                </Table.Tbody>
              </Table>
              <ShowMore list={list} label={strings.more} />
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}

const looks = {
  pending: ['calm', IconCircleDashed],
  delivered: ['good', IconCheck],
  failed: ['bad', IconX],
} as const;

interface RowProps {
  subscription: string;
  delivery: SubscriptionDelivery;
}

function DeliveryRow({ subscription, delivery }: RowProps) {
  const { id, type, status, createdAt, attempts, error } = delivery;
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => sendDeliveryAgain(subscription, id),
    meta: { failed: strings.failedSend },
    onSettled: () =>
      queries.invalidateQueries({ queryKey: ['webhooks', 'subscriptions', subscription] }),
  });
  const [tone, Sign] = looks[status];
  return (
    <>
      <Table.Tr>
        <Table.Td>
          {typeOf(type)}
          {error && <Text size="xs">{error}</Text>}
        </Table.Td>
        <Table.Td>
          <Ago time={createdAt} />
        </Table.Td>
        <Table.Td>
          <span className={badges.badge} data-tone={tone}>
            <Sign size={13} stroke={2.4} aria-hidden />
            {strings.deliveryStatus[status]}
          </span>
        </Table.Td>
        <Table.Td>
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button
              size="compact-xs"
              variant="subtle"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {strings.attemptCount(attempts)}
            </Button>
            {status !== 'pending' && (
              <Button
                size="compact-xs"
                variant="default"
                loading={send.isPending}
                onClick={() => send.mutate()}
              >
                {strings.sendAgain}
              </Button>
            )}
          </Group>
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <Attempts subscription={subscription} delivery={id} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function Attempts({ subscription, delivery }: { subscription: string; delivery: string }) {
  const attempts = useQuery(deliveryAttemptsQuery(subscription, delivery));
  return (
    <Loaded query={attempts} failed={strings.failedAttempts} lines={1}>
      {(all) => <AttemptTable attempts={all} />}
    </Loaded>
  );
}
