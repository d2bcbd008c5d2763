import type { Words } from '../catalogues/strings';

export const skillSetWords: Words = {
  title: 'Skill Sets',
  text: 'Servers with skills that Custom Skill nodes can run. They use the Model Context Protocol (MCP) over HTTP.',
  create: 'Install skill set',
  editTitle: 'Skill set',
  emptyTitle: 'No skill sets yet',
  emptyText: 'Install a skill server by its address so that Custom Skill nodes can run its skills.',
  archiveEffect:
    'Steps that use its skills fail until you unarchive it, and workflows that use it cannot be published.',
};

export const strings = {
  skillSet: 'Skill set',
  address: 'Address',
  addressHelp: 'The URL of the server, for example https://tools.example.com/mcp',
  addressMissing: 'Enter the address of the server.',
  builtIn: 'Included with Parley',
  builtInAddress: 'Runs inside Parley, so the address cannot be changed.',
  headerName: 'Secret header',
  headerNameHelp: 'Only if the server requires one, for example Authorization',
  headerValue: 'Header value',
  headerValueHelp: 'Encrypted, and not shown again.',
  headerKept: 'A value is stored. Enter another to replace it.',
  headerNameMissing: 'Enter the name of the header.',
  skills: 'Skills',
  skillCount: (count: number) => (count === 1 ? '1 skill' : `${count} skills`),
  noSkills: 'This server offers no skills.',
  arguments: 'Arguments',
  result: 'Result',
  health: 'Health',
  healths: { unknown: 'Not checked yet', healthy: 'Healthy', failing: 'Failing' },
  checkNow: 'Check now',
  checked: 'Checked',
  failedCheck: 'Could not check the skill set',
  server: 'Server',
  installing: 'Loading skills from the server. This takes up to half a minute.',
};
