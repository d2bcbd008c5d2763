import { ActionIcon, Anchor, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconKey, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../api/session';
import { type Secret, secretsQuery } from '../api/settings';
import { addresses } from '../frame/addresses';
import { Ago } from '../parts/Time';
import { ListPart } from './ListPart';
import { RemoveSecret, SecretDialog } from './SecretDialog';
import { strings } from './strings';

type Open = { add: true } | { replace: Secret } | { remove: Secret };

/** Names only: values are written, replaced and deleted, and never read. */
export function Secrets() {
  const secrets = useQuery(secretsQuery);
  const mayWrite = useMay()('secrets:write');
  const [dialog, setDialog] = useState<Open>();
  const close = () => setDialog(undefined);
  return (
    <>
      <ListPart
        query={secrets}
        failed={strings.failedList}
        text={strings.secretsText}
        create={strings.addSecret}
        onCreate={mayWrite ? () => setDialog({ add: true }) : undefined}
        empty={{ icon: IconKey, title: strings.noSecrets, text: strings.noSecretsText }}
      >
        {(known) => <SecretTable secrets={known} open={mayWrite ? setDialog : undefined} />}
      </ListPart>
      {dialog && 'add' in dialog && <SecretDialog close={close} />}
      {dialog && 'replace' in dialog && <SecretDialog secret={dialog.replace} close={close} />}
      {dialog && 'remove' in dialog && <RemoveSecret secret={dialog.remove} close={close} />}
    </>
  );
}

interface TableProps {
  secrets: Secret[];
  /** Absent without the permission to change them. */
  open: ((what: Open) => void) | undefined;
}

function SecretTable({ secrets, open }: TableProps) {
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="sm" aria-label={strings.secrets}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{strings.name}</Table.Th>
            <Table.Th>{strings.hosts}</Table.Th>
            <Table.Th>{strings.usedBy}</Table.Th>
            <Table.Th>{strings.changed}</Table.Th>
            <Table.Td aria-hidden />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {secrets.map((secret) => (
            <Table.Tr key={secret.name}>
              <Table.Td ff="monospace">{secret.name}</Table.Td>
              <Table.Td>
                {secret.hosts.length > 0 ? (
                  secret.hosts.join(', ')
                ) : (
                  <Text size="sm" c="dimmed">
                    {strings.anyHost}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <UsedBy secret={secret} />
              </Table.Td>
              <Table.Td>
                <Ago time={secret.updatedAt} />
              </Table.Td>
              <Table.Td>{open && <Actions secret={secret} open={open} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface ActionsProps {
  secret: Secret;
  open: (what: Open) => void;
}

function Actions({ secret, open }: ActionsProps) {
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Tooltip label={strings.replace}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.replaceOf(secret.name)}
          onClick={() => open({ replace: secret })}
        >
          <IconPencil size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={strings.remove}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.removeOf(secret.name)}
          onClick={() => open({ remove: secret })}
        >
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function UsedBy({ secret }: { secret: Secret }) {
  const workflows = secret.usedBy;
  if (workflows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {strings.notUsed}
      </Text>
    );
  }
  return workflows.map((workflow, at) => (
    <Text span key={workflow.id} inherit>
      {at > 0 && ', '}
      <Anchor component={Link} to={addresses.workflow(workflow.id)} inherit>
        {workflow.name}
      </Anchor>
    </Text>
  ));
}
