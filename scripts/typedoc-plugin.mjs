import { Converter, ReflectionKind } from 'typedoc';

/** Where the types of `generated/` are explained, which have no words of their own. */
const KUBERNETES = 'https://kubernetes.io/docs/reference/kubernetes-api/';

export function load(app) {
  // A link for types of Kubernetes: a thousand pages of ours would say less.
  app.converter.addUnknownSymbolResolver((reference, reflection, part, symbol) => {
    return symbol?.packagePath?.startsWith('generated/') ? KUBERNETES : undefined;
  });

  // The fields of an inline object (`{ readonly start: number }`) are explained with the property that holds it; those of a type
  // of Kubernetes by Kubernetes.
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const silent = project.getReflectionsByKind(ReflectionKind.Property | ReflectionKind.Interface).filter((one) => !one.hasComment());
    const explained = silent.filter((one) => isOfKubernetes(one) || isOfKubernetes(one.parent) || isInline(one));
    app.options.setValue('intentionallyNotDocumented', [...new Set(explained.map((one) => one.getFriendlyFullName()))]);
  });
}

function isOfKubernetes(reflection) {
  return reflection.project.getSymbolIdFromReflection(reflection)?.packagePath?.startsWith('generated/') ?? false;
}

function isInline(property) {
  const holder = property.parent;
  // What a parameter holds is not looked at in any case.
  for (let around = holder; around !== undefined; around = around.parent) if (around.kindOf(ReflectionKind.Parameter)) return false;
  return holder.kindOf(ReflectionKind.TypeLiteral);
}
