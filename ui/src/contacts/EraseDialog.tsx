import { Alert, Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactItem } from '../api/catalogues';
import { type Erasure, eraseContact, erasureQuery } from '../api/privacy';
import { useRefresh } from '../catalogues/actions';
import { useCatalogueAddress } from '../catalogues/address';
import { Dialog } from '../parts/Dialog';
import { Loaded } from '../parts/Loaded';
import { kinds, phases, strings } from './privacyStrings';

interface Props {
  contact: ContactItem;
  called: string;
  close: () => void;
}

/** Asks for the contact's name, erases the contact, and shows the progress and the result. */
export function EraseDialog({ contact, called, close }: Props) {
  const erase = useMutation({
    mutationFn: () => eraseContact(contact.id),
    meta: { failed: strings.failedErase },
  });
  return erase.data ? (
    <ErasureDialog id={erase.data.id} />
  ) : (
    <Ask called={called} working={erase.isPending} act={() => erase.mutate()} close={close} />
  );
}

export function Ask(props: {
  called: string;
  working: boolean;
  act: () => void;
  close: () => void;
}) {
  const { called, working, act, close } = props;
  const [typed, setTyped] = useState('');
  const confirmed = typed.trim() === called.trim();
  return (
    <Dialog title={strings.eraseTitle(called)} close={close} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog lies within the form of the contact.
          event.stopPropagation();
          if (confirmed) {
            act();
          }
        }}
      >
        <Stack>
          <Text>{strings.eraseText}</Text>
          <ul>
            {strings.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
          <TextInput
            label={strings.confirm(called)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {strings.cancel}
            </Button>
            <Button type="submit" color="red.9" disabled={!confirmed} loading={working}>
              {strings.eraseNow}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Follows an erasure, which continues when the dialog is closed. */
function ErasureDialog({ id }: { id: string }) {
  const erasure = useQuery(erasureQuery(id));
  const refresh = useRefresh('contacts');
  const { change } = useCatalogueAddress();
  const close = async () => {
    // First the address, so that the contact, which is gone, is not loaded again.
    await change({ item: undefined }, true);
    await refresh();
  };
  const done = erasure.data?.phase === 'done';
  return (
    <Dialog title={done ? strings.doneTitle : strings.workingTitle} close={close} size="lg">
      <Loaded query={erasure} failed={strings.failedLoad}>
        {(now) => (
          <Stack>
            {done ? <Result erasure={now} /> : <Progress erasure={now} />}
            <Counts erasure={now} />
            <Group justify="flex-end">
              <Button onClick={close}>{strings.close}</Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Dialog>
  );
}

function Progress({ erasure }: { erasure: Erasure }) {
  return (
    <>
      <Group role="status">
        <Loader size="sm" aria-hidden />
        <Text>{phases[erasure.phase]}</Text>
      </Group>
      <Text size="sm" c="dimmed">
        {erasure.problem ?? strings.goesOn}
      </Text>
    </>
  );
}

export function Counts({ erasure }: { erasure: Erasure }) {
  const known = Object.entries(kinds).filter(([kind]) => (erasure.erased[kind] ?? 0) > 0);
  return known.length === 0 ? null : (
    <ul>
      {known.map(([kind, title]) => (
        <li key={kind}>{`${title}: ${erasure.erased[kind]}`}</li>
      ))}
    </ul>
  );
}

export function Result({ erasure }: { erasure: Erasure }) {
  const search = erasure.search;
  if (!search) {
    return null;
  }
  const clean = search.left.length === 0 && search.unreadable.length === 0;
  return (
    <Alert color={clean ? 'teal' : 'orange'} variant="outline" role="status">
      <Stack gap={4}>
        <Text size="sm">
          {clean
            ? strings.nothingLeft(search.values, search.tables)
            : strings.somethingLeft(search.values, search.tables)}
        </Text>
        {search.left.map(({ table, column, rows }) => (
          <Text size="sm" key={`${table}.${column}`}>
            {strings.left(table, column, rows)}
          </Text>
        ))}
        {search.unreadable.length > 0 && (
          <Text size="sm">{strings.unreadable(search.unreadable.join(', '))}</Text>
        )}
        {search.leftOut > 0 && <Text size="sm">{strings.leftOut(search.leftOut)}</Text>}
        {search.returned && <Text size="sm">{strings.returned}</Text>}
      </Stack>
    </Alert>
  );
}
