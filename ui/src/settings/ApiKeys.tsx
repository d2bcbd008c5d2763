import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, apiKeysQuery } from '../api/settings';
import { locale } from '../parts/locale';
import { Ago, formatTime } from '../parts/Time';
import { RevokeApiKey, RotateApiKey } from './ApiKeyDialogs';
import { CreateApiKey } from './CreateApiKey';
import { scopes, strings } from './keyStrings';
import { ListPart } from './ListPart';

type Open = { create: true } | { revoke: ApiKey } | { rotate: ApiKey };

/** Keys of programs: made, shown once, looked after and revoked. */
export function ApiKeys() {
  const keys = useQuery(apiKeysQuery);
  const [dialog, setDialog] = useState<Open>();
  const close = () => setDialog(undefined);
  return (
    <>
      <ListPart
        query={keys}
        failed={strings.failedList}
        text={strings.text}
        create={strings.create}
        onCreate={() => setDialog({ create: true })}
        empty={{ icon: IconPlugConnected, title: strings.none, text: strings.noneText }}
      >
        {(known) => <KeyTable keys={known} open={setDialog} />}
      </ListPart>
      {dialog && 'create' in dialog && <CreateApiKey close={close} />}
      {dialog && 'rotate' in dialog && <RotateApiKey apiKey={dialog.rotate} close={close} />}
      {dialog && 'revoke' in dialog && <RevokeApiKey apiKey={dialog.revoke} close={close} />}
    </>
  );
}

interface TableProps {
  keys: ApiKey[];
  open: (dialog: Open) => void;
}

function KeyTable({ keys, open }: TableProps) {
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing="sm" aria-label={strings.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.name}</Table.Th>
            <Table.Th>{strings.scopes}</Table.Th>
            <Table.Th>{strings.lastUsed}</Table.Th>
            <Table.Th>{strings.created}</Table.Th>
            <Table.Th>{strings.expires}</Table.Th>
            <Table.Td aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Row key={key.id} apiKey={key} open={open} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ apiKey, open }: { apiKey: ApiKey } & Pick<TableProps, 'open'>) {
  const { name, sources, lastUsedAt, previousUntil } = apiKey;
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td maw={360}>
        <Permissions apiKey={apiKey} />
        {sources.length > 0 && (
          <Text size="xs" c="dimmed">
            {strings.sourcesOnly(sources.join(', '))}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{lastUsedAt ? <Ago time={lastUsedAt} /> : strings.never}</Table.Td>
      <Table.Td>
        <Ago time={apiKey.createdAt} />
      </Table.Td>
      <Table.Td>
        <Expiry at={apiKey.expiresAt} />
        {previousUntil && new Date(previousUntil).getTime() > Date.now() && (
          <Text size="xs" c="dimmed">
            {strings.previousUntil(formatTime(previousUntil))}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end" gap="xs" wrap="nowrap">
          <Button
            variant="default"
            size="compact-sm"
            aria-label={strings.rotateOf(name)}
            onClick={() => open({ rotate: apiKey })}
          >
            {strings.rotate}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={strings.revokeOf(name)}
            onClick={() => open({ revoke: apiKey })}
          >
            {strings.revoke}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

const SHOWN = 3;

/** The first permissions of a key; all of them are in the tooltip. */
function Permissions({ apiKey }: { apiKey: ApiKey }) {
  const names = apiKey.scopes.map((scope) => scopes[scope]);
  const more = names.length - SHOWN;
  return (
    <span title={names.join(', ')}>
      {names.slice(0, SHOWN).join(', ')}
      {more > 0 && ` ${strings.more(more)}`}
    </span>
  );
}

function Expiry({ at }: { at: string }) {
  const when = new Date(at);
  return when.getTime() < Date.now() ? (
    <Badge color="red.9">{strings.expired}</Badge>
  ) : (
    <time dateTime={at}>{when.toLocaleDateString(locale, { dateStyle: 'medium' })}</time>
  );
}
