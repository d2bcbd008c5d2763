import { Select, Stack, Text } from '@mantine/core';
import { kinds } from '../../generated/kinds';
import { type SkillSet, useCatalogue } from '../catalogues';
import { KeepReply } from '../fields/KeepReply';
import { OneField } from '../fields/pickers';
import { SchemaForm } from '../fields/SchemaForm';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';
import { SettingField } from './SettingField';

const { skillSet: setFacts, skill: skillFacts, keepReply: keepFacts } = kinds.customSkill.settings;

export function CustomSkillPanel(props: PanelProps<'customSkill'>) {
  const { config, change } = props;
  const sets = useCatalogue<SkillSet>('skill-sets');
  const { problemAt } = usePanel();
  const set = sets?.find((one) => one.id === config.skillSet || one.name === config.skillSet);
  const skill = set?.skills?.find((one) => one.name === config.skill);
  return (
    <Stack gap="sm">
      <OneField
        label={setFacts.label}
        placeholder={setFacts.placeholder ?? ''}
        catalogue="skill-sets"
        pointer="/skillSet"
        value={config.skillSet}
        onChange={(skillSet) =>
          change(skillSet === config.skillSet ? {} : { skillSet, skill: '', arguments: {} })
        }
      />
      <Select
        label={skillFacts.label}
        placeholder={skillFacts.placeholder}
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
      <KeepReply
        facts={keepFacts}
        kept={config.keepReply}
        onChange={(keepReply) => change({ keepReply })}
      />
      <SettingField {...props} name="sampleReply" />
    </Stack>
  );
}
