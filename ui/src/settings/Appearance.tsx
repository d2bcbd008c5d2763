import { type MantineColorScheme, Radio, Stack, useMantineColorScheme } from '@mantine/core';
import { strings } from './strings';

export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Radio.Group
      label={strings.theme}
      description={strings.themeText}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
    >
      <Stack mt="sm" gap="xs">
        {Object.entries(strings.themes).map(([value, label]) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
