/** Takes out of the local server's reply what it would say of its own accord. */
export const untold: Readonly<Record<string, undefined>> = {
  prompt_tokens: undefined,
  completion_tokens: undefined,
  total_tokens: undefined,
  prompt_tokens_details: undefined,
  completion_tokens_details: undefined,
  input_tokens: undefined,
  output_tokens: undefined,
  cache_creation_input_tokens: undefined,
  cache_read_input_tokens: undefined,
  promptTokenCount: undefined,
  candidatesTokenCount: undefined,
  totalTokenCount: undefined,
}
