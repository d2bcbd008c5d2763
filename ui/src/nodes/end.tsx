import { IconFlag } from '@tabler/icons-react';
import type { KindView } from './view';

export const end: KindView<'end'> = {
  title: 'End',
  category: 'Flow Control',
  help: 'End the workflow here.',
  keywords: 'stop finish',
  icon: IconFlag,
  colour: 'gray',
  defaults: () => ({}),
  summary: () => 'The workflow ends here',
};
