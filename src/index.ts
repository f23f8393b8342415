export { App, type AppProps } from './synth/app';
export { Bundle, type BundleProps } from './synth/bundle';
