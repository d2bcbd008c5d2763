import { Alert, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../api/session';
import { PageFrame } from '../parts/PageFrame';
import { PasswordPart } from './PasswordPart';
import { SecondFactorPart } from './SecondFactorPart';
import { SessionsPart } from './SessionsPart';
import { account } from './strings';
import { roleNames } from './teamStrings';

/** The signed-in person's own password, second factor and sessions. */
export function AccountPage() {
  const session = useSession();
  if (!session) {
    return null;
  }
  const { name, email, role } = session;
  return (
    <PageFrame title={account.title}>
      <Stack gap="xl" maw={760}>
        <Text c="dimmed">{[name, email, role && roleNames[role]].filter(Boolean).join(' · ')}</Text>
        {!email && (
          <Alert color="gray" variant="outline">
            {account.noEmail}
          </Alert>
        )}
        <Part title={account.password}>
          <PasswordPart session={session} />
        </Part>
        <Part title={account.secondFactor}>
          <SecondFactorPart session={session} />
        </Part>
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
