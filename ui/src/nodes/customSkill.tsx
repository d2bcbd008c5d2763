import { Select, Stack, Text } from '@mantine/core';
import { IconPuzzle } from '@tabler/icons-react';
import { type SkillSet, useCatalogue } from './catalogues';
import { JsonField } from './fields/JsonField';
import { OneField } from './fields/pickers';
import { SchemaForm } from './fields/SchemaForm';
import { usePanel } from './panel';
import type { KindView, PanelProps } from './view';

function Panel({ config, change }: PanelProps<'customSkill'>) {
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
      <JsonField
        label="Sample reply"
        description="What a test run uses in place of the skill's result"
        value={config.sampleReply}
        onChange={(sampleReply) => change({ sampleReply })}
      />
    </Stack>
  );
}

export const customSkill: KindView<'customSkill'> = {
  title: 'Custom Skill',
  category: 'Actions',
  group: 'AI-powered',
  help: 'Run a custom skill from one of your installed Skill Sets.',
  keywords: 'tool function mcp run',
  icon: IconPuzzle,
  colour: 'pink',
  defaults: () => ({ skillSet: '', skill: '', arguments: {} }),
  summary: ({ skillSet, skill }, names) =>
    skill
      ? `Run ${skill}${names.skillSet(skillSet) ? ` of ${names.skillSet(skillSet)}` : ''}`
      : 'Choose the skill to run',
  Panel,
  outputs: ['result'],
  sampleReply: (config) => config.sampleReply ?? {},
};
