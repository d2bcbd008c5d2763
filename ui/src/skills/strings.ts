import type { Words } from '../catalogues/strings';

export const skillSetWords: Words = {
  title: 'Skill Sets',
  text: 'Servers whose skills the Custom Skill node runs. They speak the Model Context Protocol (MCP) over HTTP.',
  create: 'Install skill set',
  editTitle: 'Skill set',
  emptyTitle: 'No skill sets',
  emptyText: 'Install a server of skills by its address, and the Custom Skill node can run them.',
  archiveEffect:
    'Their steps that run its skills will fail until it is brought back, and they cannot be published again with it.',
};

export const strings = {
  skillSet: 'Skill set',
  address: 'Address',
  addressHelp: 'Where the server answers, for example https://tools.example.com/mcp',
  addressMissing: 'Enter the address of the server.',
  builtIn: 'Comes with Parley',
  builtInAddress: 'It runs inside Parley, so its address is fixed.',
  headerName: 'Secret header',
  headerNameHelp: 'Only if the server asks for one, for example Authorization',
  headerValue: 'Value of the header',
  headerValueHelp: 'It is encrypted and never shown again.',
  headerKept: 'A value is kept. Enter another to replace it.',
  headerNameMissing: 'Name the header that this is the value of.',
  skills: 'Skills',
  skillCount: (count: number) => (count === 1 ? '1 skill' : `${count} skills`),
  noSkills: 'The server lists no skills.',
  arguments: 'Arguments',
  result: 'Result',
  health: 'Health',
  healths: { unknown: 'Not checked yet', healthy: 'Healthy', failing: 'Failing' },
  checkNow: 'Check now',
  checked: 'Checked',
  failedCheck: 'The skill set was not checked',
  server: 'Server',
  installing: 'The server is asked for its skills. This takes up to half a minute.',
};
