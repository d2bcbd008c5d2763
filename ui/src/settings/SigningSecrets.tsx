import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createSigningSecret,
  endSigningSecret,
  type Owner,
  type SigningSecret,
  signingSecretsQuery,
} from '../api/webhooks';
import { Loaded } from '../parts/Loaded';
import { ShownSecret } from '../parts/ShownSecret';
import { Ago } from '../parts/Time';
import { strings } from './webhookStrings';

/** The secrets that sign deliveries: one, or two while they are rotated. */
export function SigningSecrets({ owner }: { owner: Owner }) {
  const query = signingSecretsQuery(owner);
  const secrets = useQuery(query);
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });
  const make = useMutation({
    mutationFn: () => createSigningSecret(owner),
    meta: { failed: strings.failedMake },
    onSettled: refresh,
  });
  const end = useMutation({
    mutationFn: (id: string) => endSigningSecret(owner, id),
    meta: { failed: strings.failedEnd },
    onSettled: refresh,
  });
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {strings.secrets}
      </Title>
      {make.data && (
        <ShownSecret
          label={strings.secret}
          secret={make.data.secret}
          text={strings.secretText}
          close={() => make.reset()}
        />
      )}
      <Loaded query={secrets} failed={strings.failedSecrets} lines={1}>
        {(active) => (
          <>
            <Text size="sm" c="dimmed">
              {active.length === 0 ? strings.noSecret : active.length > 1 && strings.twoSecrets}
            </Text>
            {active.map((secret, index) => (
              <Row
                key={secret.id}
                secret={secret}
                end={active.length > 1 && index === 0 ? () => end.mutate(secret.id) : undefined}
                working={end.isPending}
              />
            ))}
            {active.length < 2 && (
              <Group>
                <Button
                  size="xs"
                  variant="default"
                  loading={make.isPending}
                  onClick={() => make.mutate()}
                >
                  {active.length === 0 ? strings.createSecret : strings.rotate}
                </Button>
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

interface RowProps {
  secret: SigningSecret;
  /** Undefined if it cannot be ended now. */
  end: (() => void) | undefined;
  working: boolean;
}

function Row({ secret, end, working }: RowProps) {
  return (
    <Group justify="space-between">
      <Text size="sm">
        {strings.secretMade} <Ago time={secret.createdAt} />
      </Text>
      {end && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={strings.endOld}
          loading={working}
          onClick={end}
        >
          {strings.end}
        </Button>
      )}
    </Group>
  );
}
