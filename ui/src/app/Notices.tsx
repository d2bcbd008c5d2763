import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** The corner in which notifications are shown. */
export function Notices() {
  return <Notifications position="bottom-right" limit={4} />;
}
