import { Accordion, Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconRefresh, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshSkillSet, type Skill, type SkillHealth, type SkillSet } from '../api/catalogues';
import { useMay } from '../api/session';
import badges from '../parts/StatusBadge.module.css';
import { Ago } from '../parts/Time';
import { strings } from './strings';

const looks = {
  unknown: ['calm', IconCircleDashed],
  healthy: ['good', IconCheck],
  failing: ['bad', IconX],
} as const;

export function HealthBadge({ health }: { health: SkillHealth }) {
  const [tone, Sign] = looks[health.status];
  return (
    <span className={badges.badge} data-tone={tone}>
      <Sign size={13} stroke={2.4} aria-hidden />
      {strings.healths[health.status]}
    </span>
  );
}

/** The health and the skills of a skill set. */
export function SkillSetFacts({ item }: { item: SkillSet }) {
  const { id, health, skills, server, archived } = item;
  const mayWrite = useMay()('settings:write');
  const queries = useQueryClient();
  const check = useMutation({
    mutationFn: () => refreshSkillSet(id),
    meta: { failed: strings.failedCheck },
    onSettled: () => queries.invalidateQueries({ queryKey: ['catalogue', 'skill-sets'] }),
  });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="xs">
          <HealthBadge health={health} />
          {health.checkedAt && (
            <Text size="sm" c="dimmed">
              {strings.checked} <Ago time={health.checkedAt} />
            </Text>
          )}
          {server && (
            <Text size="sm" c="dimmed">
              {strings.server}: {server}
            </Text>
          )}
        </Group>
        {!archived && mayWrite && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={check.isPending}
            onClick={() => check.mutate()}
          >
            {strings.checkNow}
          </Button>
        )}
      </Group>
      {health.detail && <Text size="sm">{health.detail}</Text>}
      <Title order={3} size="h5">
        {strings.skills}
      </Title>
      {skills.length === 0 ? (
        <Text size="sm" c="dimmed">
          {strings.noSkills}
        </Text>
      ) : (
        <Accordion variant="contained" order={4}>
          {skills.map((skill) => (
            <Accordion.Item key={skill.name} value={skill.name}>
              <Accordion.Control>
                <Text size="sm" fw={600}>
                  {skill.title ?? skill.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {skill.name}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <Schemas skill={skill} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  );
}

function Schemas({ skill }: { skill: Skill }) {
  const parts: [string, unknown][] = [
    [strings.arguments, skill.parameters],
    [strings.result, skill.result],
  ];
  return (
    <Stack gap="xs">
      {skill.description && <Text size="sm">{skill.description}</Text>}
      {parts
        .filter(([, schema]) => schema !== undefined)
        .map(([title, schema]) => (
          <div key={title}>
            <Text size="xs" fw={600} mb={3}>
              {title}
            </Text>
            <Code block tabIndex={0} mah={220} style={{ overflow: 'auto' }}>
              {JSON.stringify(schema, null, 2)}
            </Code>
          </div>
        ))}
    </Stack>
  );
}
