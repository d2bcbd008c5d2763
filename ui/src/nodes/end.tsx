import { Text } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import type { KindView } from './view';

function Panel() {
  return (
    <Text size="sm" c="dimmed">
      There is nothing to configure. A path without an End ends as well.
    </Text>
  );
}

export const end: KindView<'end'> = {
  title: 'End',
  category: 'Flow Control',
  help: 'End the workflow here.',
  keywords: 'stop finish',
  icon: IconFlag,
  colour: 'gray',
  defaults: () => ({}),
  summary: () => 'The workflow ends here',
  Panel,
};
