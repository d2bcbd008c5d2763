import { Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { statisticsQuery } from '../api/runs';
import classes from './runs.module.css';
import { strings } from './strings';

const HEIGHT = 28;

/** Runs per day, with failed ones in red, and as text for screen readers. */
export function Sparkline({ workflowId }: { workflowId: string }) {
  const days = useQuery(statisticsQuery(workflowId)).data ?? [];
  if (days.every((day) => day.started === 0)) {
    return null;
  }
  const most = Math.max(...days.map((day) => day.started));
  const started = days.reduce((sum, day) => sum + day.started, 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const label = strings.perDay(strings.lastDays(days.length), started, failed);
  return (
    <Tooltip label={label}>
      <div>
        <Text size="xs" c="dimmed">
          {strings.lastDays(days.length)}
        </Text>
        <svg role="img" aria-label={label} width={days.length * 8} height={HEIGHT}>
          {days.map((day, at) => {
            const whole = height(day.started, most);
            const bad = day.started === 0 ? 0 : (whole * day.failed) / day.started;
            return (
              <g key={day.day}>
                <rect
                  className={classes.bar}
                  x={at * 8}
                  y={HEIGHT - whole}
                  width={6}
                  height={whole - bad}
                />
                <rect
                  className={classes.badBar}
                  x={at * 8}
                  y={HEIGHT - bad}
                  width={6}
                  height={bad}
                />
              </g>
            );
          })}
        </svg>
      </div>
    </Tooltip>
  );
}

const height = (count: number, most: number): number =>
  count === 0 ? 1 : Math.max(3, (HEIGHT * count) / most);
