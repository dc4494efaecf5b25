import type { Config } from '../../../app/config.ts'
import { LocalRecogniserError } from '../../../llm/speech/local/local-recogniser-error.ts'
import { tryRecogniser } from '../../../llm/speech/local/local-speech.ts'
import type { RecogniserKind } from '../../../llm/speech/local/recogniser-folder.ts'
import type { Workers } from '../../../workers/workers.ts'
import { megabytes } from '../file-size.ts'
import type { Check } from './check.ts'

const kinds: Readonly<Record<RecogniserKind, string>> = {
  whisper: 'Whisper',
  moonshine: 'Moonshine',
  moonshine_v2: 'Moonshine',
  sense_voice: 'SenseVoice',
  zipformer: 'Zipformer (transducer)',
  zipformer_ctc: 'Zipformer (CTC)',
  nemo: 'NeMo (transducer)',
  nemo_ctc: 'NeMo (CTC)',
}

/** What the recogniser of this machine is, and whether it can be loaded; none where there is none. */
export async function recogniserChecks(
  { recogniserFolder: recogniser }: Pick<Config, 'recogniserFolder'>,
  workers: Workers,
): Promise<readonly Check[]> {
  if (!recogniser) return []
  const name = 'recogniser'
  const about = `${kinds[recogniser.kind]}, ${megabytes(recogniser.bytes)}, in ${recogniser.folder}`
  try {
    await tryRecogniser(recogniser, workers)
    return [{ name, status: 'ok', detail: `${about}: can be loaded` }]
  } catch (error) {
    if (!(error instanceof LocalRecogniserError)) throw error
    return [
      {
        name,
        status: 'failed',
        detail: `${about}: cannot be loaded: ${error.message}`,
        hint: 'Download it again, or take another one from https://github.com/k2-fsa/sherpa-onnx/releases/tag/asr-models.',
      },
    ]
  }
}
