import { z } from 'zod'
import { recogniserNames } from '../../llm/provider-names.ts'
import {
  type RecogniserFolder,
  type RecogniserProblem,
  readRecogniserFolder,
} from '../../llm/speech/local/recogniser-folder.ts'
import { localProvider, type ModelId, parseModelId } from '../../pricing/model-id.ts'

/** Who turns speech into text. */
export interface RecogniserSetting {
  /** A local one by the name of its folder: where that is, reports need not tell. */
  readonly model: ModelId
  readonly folder?: RecogniserFolder
}

export const recogniserSetting = z.string().transform((text, context): RecogniserSetting => {
  const id = parseModelId(text)
  if (id && recogniserNames.some((name) => name === id.provider)) return { model: id }
  const found = id?.provider === localProvider ? readRecogniserFolder(id.model) : undefined
  if (found && !('problem' in found))
    return { model: { provider: localProvider, model: found.name }, folder: found }
  context.addIssue({ code: 'custom', message: found ? `${folderExpected}: ${problemText(found)}` : expected })
  return z.NEVER
})

const expected = `expected <provider>:<model> with a provider of ${recogniserNames.join(', ')}, such as openai:whisper-1, or local:<folder> with a model for sherpa-onnx`
const folderExpected =
  'expected a folder with a Whisper, Moonshine, SenseVoice, Zipformer or NeMo model for sherpa-onnx'

function problemText(found: RecogniserProblem): string {
  switch (found.problem) {
    case 'no_folder':
      return 'there is no such folder, or it cannot be read'
    case 'no_model':
      return 'there is no .onnx file in it'
    case 'no_tokens':
      return 'its tokens.txt is missing'
    case 'incomplete':
      return `its ${found.part} is missing`
    case 'streaming':
      return 'this is a model for live speech, take one that is not “streaming”'
    case 'unknown_kind':
      return found.type === ''
        ? 'its model does not say what it is'
        : `it is a model of the kind “${found.type}”`
    default:
      return found satisfies never
  }
}
