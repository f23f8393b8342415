import { App } from 'kubeloom';
import { define } from './definition';

const app = new App();
define(app);
app.synth();
