/** Query parameters that are keys: signed links of S3, Azure and GCS, and what applications call theirs. */
const SECRET_NAME =
  /^(sig|signature|token|key|apikey|api_key|access_token|auth|password|pass|pwd|secret|credential|awsaccesskeyid|googleaccessid|x-(amz|goog)-.*)$/i;

/** A request target as it may be written down: values that open doors are left out, their names stay. */
export function shownTarget(target: string): string {
  const at = target.indexOf('?');
  if (at < 0) return target;
  const parameters = target
    .slice(at + 1)
    .split('&')
    .map((parameter) => {
      const name = parameter.split('=', 1)[0]!;
      return SECRET_NAME.test(decodedName(name)) && name !== parameter ? `${name}=***` : parameter;
    });
  return `${target.slice(0, at)}?${parameters.join('&')}`;
}

/** A server may spell a name '%73ig'. */
function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
