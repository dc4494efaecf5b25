const hidden = '[hidden]'

/**
 * Names and passwords in addresses. Keys, also where a provider shows only their ends (`sk-ab**yz`), ids of organisations and projects, tokens after `Bearer`, and values
 * of parameters of those names. A run of 32 and more letters and digits is taken for a key, unless it is an id of ours.
 */
const secrets: readonly RegExp[] = [
  /(?<=:\/\/)[^\s/?#@]*:[^\s/?#@]*(?=@)/g,
  /\b(?:sk|pk|rk|gsk|xai|org|proj|sess|ya29)[-_.][\w*.…-]{3,}\w/gi,
  /\bAIza[\w*…-]{4,}/g,
  /(?<=\bBearer\s+)[^\s"',]+/gi,
  /(?<=\b(?:api[-_]?key|key|token|secret|signature)=)[^\s&"']+/gi,
  /[\w-]*\*{2,}[\w*-]*/g,
  /\b(?!(?:wf|hold|req|err|doc)_)(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{32,}\b/gi,
]

/** A text of a provider or library without what would let others in or tell whose account it is. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((clean, secret) => clean.replace(secret, hidden), text)
}
