import { Alert, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../api/session';
import { useSignInOptions } from '../api/signInOptions';
import { PageFrame } from '../parts/PageFrame';
import { PasswordPart } from './PasswordPart';
import { ProviderPart } from './ProviderPart';
import { SecondFactorPart } from './SecondFactorPart';
import { SessionsPart } from './SessionsPart';
import { account } from './strings';
import { roleNames } from './teamStrings';

/** The signed-in person's own ways to sign in and sessions. */
export function AccountPage() {
  const session = useSession();
  const options = useSignInOptions();
  if (!session) {
    return null;
  }
  const { name, email, role } = session;
  return (
    <PageFrame title={account.title}>
      <Stack gap="xl" maw={760}>
        <Text c="dimmed">{[name, email, role && roleNames[role]].filter(Boolean).join(' · ')}</Text>
        {!email && options?.password && (
          <Alert color="gray" variant="outline">
            {account.noEmail}
          </Alert>
        )}
        {options?.provider && (
          <Part title={account.provider}>
            <ProviderPart session={session} name={options.provider} />
          </Part>
        )}
        {options?.password && (
          <>
            <Part title={account.password}>
              <PasswordPart session={session} />
            </Part>
            <Part title={account.secondFactor}>
              <SecondFactorPart session={session} />
            </Part>
          </>
        )}
        <Part title={account.sessions}>
          <SessionsPart />
        </Part>
      </Stack>
    </PageFrame>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
