import { Select, Stack, Text } from '@mantine/core';
import { type SkillSet, useCatalogue } from '../catalogues';
import { JsonField } from '../fields/JsonField';
import { KeepReply } from '../fields/KeepReply';
import { OneField } from '../fields/pickers';
import { SchemaForm } from '../fields/SchemaForm';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

export function CustomSkillPanel({ config, change }: PanelProps<'customSkill'>) {
  const sets = useCatalogue<SkillSet>('skill-sets');
  const { problemAt } = usePanel();
  const set = sets?.find((one) => one.id === config.skillSet || one.name === config.skillSet);
  const skill = set?.skills?.find((one) => one.name === config.skill);
  return (
    <Stack gap="sm">
      <OneField
        label="Skill set"
        placeholder="Choose a skill set"
        catalogue="skill-sets"
        pointer="/skillSet"
        value={config.skillSet}
        onChange={(skillSet) =>
          change(skillSet === config.skillSet ? {} : { skillSet, skill: '', arguments: {} })
        }
      />
      <Select
        label="Skill"
        placeholder="Choose the skill to run"
        required
        withAsterisk
        searchable
        allowDeselect={false}
        disabled={config.skillSet === ''}
        data={[
          ...(set?.skills ?? []).map(({ name, title }) => ({ value: name, label: title ?? name })),
          ...(config.skill && !skill ? [{ value: config.skill, label: config.skill }] : []),
        ]}
        value={config.skill || null}
        onChange={(chosen) =>
          chosen && chosen !== config.skill && change({ skill: chosen, arguments: {} })
        }
        error={problemAt('/skill')}
      />
      {skill?.description && (
        <Text size="sm" c="dimmed">
          {skill.description}
        </Text>
      )}
      {config.skill !== '' && (
        <SchemaForm
          schema={skill?.parameters}
          value={config.arguments}
          onChange={(next) => change({ arguments: next })}
        />
      )}
      <KeepReply kept={config.keepReply} onChange={(keepReply) => change({ keepReply })} />
      <JsonField
        label="Sample reply"
        description="What a test run uses in place of the skill's result"
        value={config.sampleReply}
        onChange={(sampleReply) => change({ sampleReply })}
      />
    </Stack>
  );
}
