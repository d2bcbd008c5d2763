import { Table, Text } from '@mantine/core';
import { Dialog } from '../../parts/Dialog';
import type { Shortcut } from '../actions/keys';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';

interface Props {
  shortcuts: Shortcut[];
  onClose(): void;
}

/** The list of keyboard shortcuts. */
export function KeysDialog({ shortcuts, onClose }: Props) {
  const groups = ['Nodes', 'Editing', 'Canvas', 'Workflow'] as const;
  return (
    <Dialog close={onClose} title={strings.shortcuts} size="lg">
      <div style={{ columns: 2, columnGap: 32 }}>
        {groups.map((group) => (
          <div key={group} style={{ breakInside: 'avoid', marginBottom: 16 }}>
            <Text fw={600} mb={4}>
              {group}
            </Text>
            <Table className={classes.keys} verticalSpacing={2} withRowBorders={false}>
              <Table.Tbody>
                {shortcuts
                  .filter((shortcut) => shortcut.group === group)
                  .map((shortcut) => (
                    <Table.Tr key={shortcut.keys}>
                      <Table.Td>{shortcut.title}</Table.Td>
                      <Table.Td align="right" style={{ whiteSpace: 'nowrap' }}>
                        <kbd>{shortcut.keys.replace(/Arrow(?=Up|Down)/, '')}</kbd>
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
