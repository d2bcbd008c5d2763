import { IconPuzzle } from '@tabler/icons-react';
import type { KindView } from './view';

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
  outputs: ['result'],
  sampleReply: (config) => config.sampleReply ?? {},
};
