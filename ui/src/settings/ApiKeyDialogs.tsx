import { NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, apiKeysQuery, revokeApiKey, rotateApiKey } from '../api/settings';
import { Confirm } from '../parts/Confirm';
import { notifyDone } from '../parts/notify';
import { ShownOnce } from '../parts/ShownOnce';
import { strings } from './keyStrings';

/** Shows a new key, once. */
export function MadeApiKey({ secret, close }: { secret: string; close: () => void }) {
  return (
    <ShownOnce title={strings.madeTitle} label={strings.key} value={secret} close={close}>
      {strings.madeText}
    </ShownOnce>
  );
}

/** Asks for how long the previous key still works, and then shows the new one. */
export function RotateApiKey({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const queries = useQueryClient();
  const [hours, setHours] = useState('24');
  const rotate = useMutation({
    mutationFn: () => rotateApiKey(apiKey.id, Number(hours)),
    meta: { failed: strings.failedRotate },
    onSettled: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  if (rotate.data) {
    return <MadeApiKey secret={rotate.data.key} close={close} />;
  }
  return (
    <Confirm
      title={strings.rotateTitle(apiKey.name)}
      yes={strings.rotate}
      working={rotate.isPending}
      act={() => rotate.mutate()}
      close={close}
    >
      <Stack gap="sm">
        <Text>{strings.rotateText}</Text>
        <NativeSelect
          label={strings.overlap}
          data={strings.overlaps.map(([value, label]) => ({ value, label }))}
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  );
}

export function RevokeApiKey({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    meta: { failed: strings.failedRevoke },
    onSuccess: () => {
      notifyDone(strings.revoked(apiKey.name));
      close();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  return (
    <Confirm
      title={strings.revokeTitle(apiKey.name)}
      yes={strings.revoke}
      isFinal
      working={revoke.isPending}
      act={() => revoke.mutate()}
      close={close}
    >
      {strings.revokeText}
    </Confirm>
  );
}
