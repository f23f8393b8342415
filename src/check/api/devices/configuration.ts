import { dataText } from '../../../core/data-text';
import type { OpaqueDeviceConfiguration } from '../../../../generated/kubernetes';
import type { Rule } from '../../rule/rules';
import { byteLength } from '../shared/names';
import { driverName } from './names';

const maxParameters = 10 * 1024;

/** Parameters that a driver alone understands: an object of 10 KiB. */
export const configuration: Rule<{ readonly opaque?: OpaqueDeviceConfiguration | undefined }> = ({ opaque }, at) => {
  if (opaque === undefined) return at.reportAt('opaque', 'api/required', { field: 'opaque' });
  const { driver = '' } = opaque;
  const parameters: unknown = opaque.parameters;
  at.enter('opaque');
  at.enter('driver');
  driverName(driver, at);
  at.leave();
  const length = parameters === undefined || parameters === null ? 0 : byteLength(dataText(parameters));
  if (length === 0) at.reportAt('parameters', 'api/required', { field: 'parameters' });
  else if (length > maxParameters) at.reportAt('parameters', 'api/too-long', { length, max: maxParameters });
  else if (typeof parameters !== 'object' || Array.isArray(parameters)) at.reportAt('parameters', 'api/invalid', { found: parameters, expected: 'a map' });
  at.leave();
};
