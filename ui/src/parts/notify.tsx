import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';

/** Says what was done. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    color: 'teal',
    icon: <IconCheck size={18} aria-hidden />,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}

/** Says what was not done and why; stays until it is closed. */
export function notifyFailure(title: string, message: string): void {
  notifications.show({
    title,
    message,
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
