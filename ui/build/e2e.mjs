// Journeys in a browser, against the product as it was just packaged.
import { install } from './install.mjs';
import { node, run } from './run.mjs';

install();
run('journeys', node, ['node_modules/@playwright/test/cli.js', 'test'], { shown: true });
