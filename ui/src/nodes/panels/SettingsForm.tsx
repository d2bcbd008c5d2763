import { Stack, Text } from '@mantine/core';
import type { Configs, NodeKind } from '../../api/kinds';
import { kinds } from '../../generated/kinds';
import type { PanelProps } from '../view';
import { SettingField } from './SettingField';

/** The settings of a kind without a panel of its own: a field for each, in their order. */
export function SettingsForm<K extends NodeKind>(props: PanelProps<K>) {
  const { settings, note } = kinds[props.node.kind];
  const names = Object.keys(settings) as (keyof Configs[K] & string)[];
  return names.length === 0 ? (
    <Text size="sm" c="dimmed">
      There is nothing to configure.{note ? ` ${note}` : ''}
    </Text>
  ) : (
    <Stack gap="sm">
      {names.map((name) => (
        <SettingField key={name} {...props} name={name} />
      ))}
    </Stack>
  );
}
