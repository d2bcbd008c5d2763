import { Text, Tooltip } from '@mantine/core';
import { locale } from './locale';
import { useNow } from './now';
import { strings } from './strings';

const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dayAndClock = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

const exactClock = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** Returns the time of day, to the millisecond. */
export const formatClock = (iso: string): string => exactClock.format(new Date(iso));

export const formatTime = (iso: string): string => whole.format(new Date(iso));

/** Returns a short form: the time for today, otherwise the day as well. */
export function formatSoon(iso: string, now: number): string {
  const time = new Date(iso);
  const isToday = time.toDateString() === new Date(now).toDateString();
  return (isToday ? clock : dayAndClock).format(time);
}

/** "5 min ago" up to a week, the day before that. */
function formatAgo(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) {
    return strings.justNow;
  }
  if (distance < 3600) {
    return relative.format(Math.round(seconds / 60), 'minute');
  }
  if (distance < 86_400) {
    return relative.format(Math.round(seconds / 3600), 'hour');
  }
  return distance < 7 * 86_400
    ? relative.format(Math.round(seconds / 86_400), 'day')
    : day.format(new Date(iso));
}

/** "340 ms", "4.2 s", "3 min 5 s", "2 h 10 min", "3 d 4 h". */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1000) {
    return `${ms} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return two(minutes, 'min', Math.floor(seconds % 60), 's');
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? two(hours, 'h', minutes % 60, 'min')
    : two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const two = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

/** A relative time, with the exact one in a tooltip. */
export function Ago({ time }: { time: string }) {
  const now = useNow(30_000);
  return (
    <Tooltip label={formatTime(time)} openDelay={300}>
      <Text span inherit component="time" dateTime={time} style={{ whiteSpace: 'nowrap' }}>
        {formatAgo(time, now)}
      </Text>
    </Tooltip>
  );
}
