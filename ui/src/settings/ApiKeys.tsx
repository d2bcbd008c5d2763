import { Badge, Button, Group, Table } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, apiKeysQuery } from '../api/settings';
import { locale } from '../parts/locale';
import { Ago } from '../parts/Time';
import { CreateApiKey, RevokeApiKey } from './ApiKeyDialogs';
import { scopes, strings } from './keyStrings';
import { ListPart } from './ListPart';

type Open = { create: true } | { revoke: ApiKey };

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
        {(known) => <KeyTable keys={known} revoke={(revoke) => setDialog({ revoke })} />}
      </ListPart>
      {dialog && 'create' in dialog && <CreateApiKey close={close} />}
      {dialog && 'revoke' in dialog && <RevokeApiKey apiKey={dialog.revoke} close={close} />}
    </>
  );
}

function KeyTable({ keys, revoke }: { keys: ApiKey[]; revoke: (key: ApiKey) => void }) {
  return (
    <Table.ScrollContainer minWidth={720}>
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
            <Table.Tr key={key.id}>
              <Table.Td>{key.name}</Table.Td>
              <Table.Td>{key.scopes.map((scope) => scopes[scope].name).join(', ')}</Table.Td>
              <Table.Td>{key.lastUsedAt ? <Ago time={key.lastUsedAt} /> : strings.never}</Table.Td>
              <Table.Td>
                <Ago time={key.createdAt} />
              </Table.Td>
              <Table.Td>
                <Expiry at={key.expiresAt} />
              </Table.Td>
              <Table.Td>
                <Group justify="flex-end">
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={strings.revokeOf(key.name)}
                    onClick={() => revoke(key)}
                  >
                    {strings.revoke}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
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
