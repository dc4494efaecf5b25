/** What the operator can do about what went wrong, with the books and the settings too. */
export const operation = {
  /** What the settings of costs have led to; for the operator. */
  costSettings: {
    untracked:
      'TRACK_COSTS=false: costs are not shown with results, and neither costs.log nor the file of EXPORT_COSTS_ON_EXIT is written. The books are kept, and every limit holds.',
    unwritten: 'The costs could not be written to a file: {{detail}}',
    overThreshold: 'Run {{workflow}} cost {{cost}}, and COST_ALERT_THRESHOLD is {{threshold}}.',
  },
  /** Why a file cannot be written. */
  fileProblem: {
    no_room: '{{file}} cannot be written: there is no room for it.',
    not_allowed: '{{file}} cannot be written: this user may not write there.',
    no_folder: '{{file}} cannot be written: there is no such folder.',
    is_folder: '{{file}} cannot be written: it is a folder.',
    loop: '{{file}} cannot be written: it is a link that leads back to itself.',
    is_database: '{{file}} is a database, such as the books or a copy of them, and is not written over.',
  },
  fileAdvice: {
    no_room: 'Nothing was left behind. Make room, or write it elsewhere.',
    not_allowed: 'Choose another folder.',
    no_folder: 'Make it, or choose another one.',
    is_folder: 'Name a file in it.',
    loop: 'Take the link away, or choose another name.',
    is_database: 'Choose another name.',
  },
  /** For owners and on the command line: what can be done about a failure. */
  advice: {
    forbidden_address:
      'If this host is meant to be read, name it with its port in SOURCE_ALLOW_HOSTS, such as wiki.lan:80.',
    forbidden_port:
      'If this host is meant to be read, name it with its port in SOURCE_ALLOW_HOSTS, such as wiki.lan:8080.',
    no_transcription_model: 'To have recordings read, set STT_MODEL, for example to openai:whisper-1.',
    recogniser_failed:
      'The recogniser that STT_MODEL names could not be loaded, or came to no end. Try it with "npm run autointel -- doctor"; download it again, or name another one.',
    no_captions:
      'To have recordings of sites read by more than their captions, install a recent yt-dlp, and set STT_MODEL to have their sound read.',
    old_downloader:
      'Update yt-dlp, for example with yt-dlp -U or pip install -U yt-dlp, or name a newer one in YT_DLP.',
    provider_key: 'The provider does not take the key, or the key does not allow this. Check the key.',
    provider_quota:
      'The quota with the provider is used up, or a bill is open there. Look at the account with the provider.',
    provider_model:
      'The provider does not know the model, or the account may not use it. Check the names of the models in the settings.',
    provider_refusal: 'The provider does not take the request. Try another model in the settings.',
    provider_overloaded: 'The provider is overloaded or has a problem. Look at what it says about its state.',
    provider_unreachable: 'The provider cannot be reached. Check its address and the network.',
    provider_too_slow:
      'The provider did not answer in time. If it is always that slow, raise MODEL_TIMEOUT_MS.',
    unpriced_model:
      'Nobody knows what the model costs, so it is not called. Give its price in PRICES_FILE, or set UNPRICED_MODELS=fallback to book it at a high estimate.',
    proxy_failed:
      'The proxy of SOURCE_PROXY cannot be reached, or does not let this through. Check its address, its password and what it allows.',
    search_failed:
      'The search for evidence failed. Check SEARCH_PROVIDERS, its keys and addresses, and what the search service says.',
    unusable_answer: 'Use a model that supports structured output.',
    prices_file:
      'Prices are US dollars, as {"models": {"openai:gpt-5": {"input_per_million": "1.25", "output_per_million": "10"}}}.',
    unknown_provider: 'Check the names of the models in the settings: .env.example explains them.',
  },
  /** Why the books cannot be used, in front of what to do about it. */
  ledgerProblem: {
    corrupt: 'The ledger {{path}} is damaged, or is no ledger.',
    newer: 'The ledger {{path}} was written by a newer version of Autointel.',
    read_only: 'The ledger {{path}} cannot be created, opened or written.',
    locked: 'The ledger {{path}} is locked by another program.',
    full: 'The ledger {{path}} cannot grow: the disk is full.',
    empty: 'The ledger {{path}} is empty.',
    foreign: 'The file {{path}} is the database of another program, not a ledger of Autointel.',
    unfinished: 'The books in {{path}} are only half there: they are being moved, or that was cut off.',
    backup_failed: 'The backup {{path}} could not be written.',
    unreachable: 'The database {{path}} cannot be reached.',
    no_rights: 'The tables of {{path}} may not be made, read or written by the user of DATABASE_URL.',
    wrong_encoding: 'The database {{path}} cannot hold every language.',
    old_server: 'The server of {{path}} is too old.',
    failed: 'The ledger {{path}} cannot be read or written.',
  },
  /** Why books cannot be carried to another place. */
  transferProblem: {
    in_use: 'Something works on the books in {{place}}.',
    not_empty: 'There are books in {{place}} already ({{detail}}).',
    same_place: 'The books are in {{place}} already.',
    no_books: 'There are no books in {{place}}.',
    other_transfer: 'Books from {{detail}} are being moved to {{place}}.',
    source_wrong: 'The books in {{place}} do not agree with themselves.',
    differs: 'What has come to {{place}} is not what there was ({{detail}}).',
    unknown_form: '{{place}} is no backup of Autointel.',
    newer_form: '{{place}} was written by a newer version of Autointel.',
    cut_off: '{{place}} ends before its end.',
  },
  transferAdvice: {
    in_use: 'Stop the bot and its workers, wait ten seconds, then try again.',
    not_empty: 'Nothing was written. Name an empty place.',
    same_place: 'Nothing was written. Name another place.',
    no_books: 'Check the name, and DATA_DIR or DATABASE_URL.',
    other_transfer: 'Bring that to its end, or name another place.',
    source_wrong: 'autointel verify says what is wrong. Nothing was written.',
    differs:
      'Something was written to the first while it was being copied, or the copy was changed. Empty the new place and begin again; the first is as it was.',
    unknown_form: 'Give a file that autointel backup has written.',
    newer_form: 'Start that version, or a newer one. Nothing was written.',
    cut_off:
      'Take another backup: this one was not written to its end, or not copied whole. Nothing was written.',
  },
  /** Behind the name of the file, the model and the field. */
  priceFileProblem: {
    unreadable: 'The file cannot be read ({{detail}}).',
    not_json: 'The file is not JSON ({{detail}}).',
    wrong_form: 'This is not as a price file has it ({{detail}}).',
    not_a_number: 'Expected a decimal number of zero or more, not {{given}}.',
    no_price: 'Expected at least one price.',
    not_a_model: 'Expected a name such as "openai:gpt-5".',
  },
  providerProblem: {
    unknown: 'There is no provider “{{provider}}”, which {{model}} names.',
    no_embeddings: '{{provider}} has no embedding models (EMBEDDING_MODEL={{model}}).',
    no_transcription: '{{provider}} has no transcription models (STT_MODEL={{model}}).',
  },
  /** Why it cannot be found out what a provider charged. */
  costsProblem: {
    no_key: '{{detail}} is not set: {{source}} tells what it charged to such a key only.',
    no_endpoint: '{{source}} cannot be asked what it charged.',
    key_refused: '{{source}} does not let this key see what was charged ({{detail}}).',
    too_many_requests: '{{source}} asks for fewer requests; try again in {{detail}} seconds.',
    http_status: '{{source}} does not tell what it charged ({{detail}}).',
    unreachable: '{{source}} cannot be reached ({{detail}}).',
    broken_page: 'What {{source}} tells of its charges is cut off or has an unknown form ({{detail}}).',
    no_keys_told: '{{source}} does not tell the keys {{detail}} apart from others.',
    currency: '{{source}} has amounts in {{detail}}, and the books are in US dollars.',
    file_unreadable: '{{source}} cannot be read ({{detail}}).',
    file_columns: '{{source}} lacks columns: {{detail}}.',
    file_line: '{{source}} cannot be understood at line {{detail}}.',
  },
  costsAdvice: {
    no_key: 'Set {{detail}}, or give the bill as a file with --csv.',
    no_endpoint: 'Export its bill, and give the file with --csv.',
    key_refused: 'Use an admin key of the organisation (OpenRouter: a management key), not one for calls.',
    too_many_requests: 'Nothing was compared.',
    http_status: 'Nothing was compared. See what the provider says about its state.',
    unreachable: 'Check the address, and whether this machine may reach it.',
    broken_page: 'Nothing was compared, since a part of a bill would look like drift. Try again later.',
    no_keys_told: 'Leave --key out, and compare the whole bill.',
    currency: 'Give its rate in DISPLAY_RATES, such as DISPLAY_RATES={{detail}}=0.92, to have it converted.',
    file_unreadable: 'Give the path of a CSV file.',
    file_columns:
      'Give a header with date, model (or sku) and cost; provider and currency where there are several.',
    file_line: 'Days read 2026-11-01, costs 1.25.',
  },
  reconciliation: {
    open: 'open: the provider may still add to it',
    nothing: 'Neither the books nor the bill have anything of these days.',
    unknown_item: '{{date}}: “{{item}}” on the bill is no known model ({{amount}}).',
    to_correct: '{{entry}}: {{from}} would become {{to}}.',
    corrected: '{{entry}}: {{from}} became {{to}}.',
    proposed: 'Nothing was corrected. With --correct it is.',
    told_from: 'The provider tells nothing of days before {{date}}: they are left out.',
    no_uses:
      'The provider does not tell how often it was asked ({{detail}}), so calls of other keys may stay unexplained.',
    left_out_one: '{{count}} row of the file is of other days or providers, and was left out.',
    left_out_other: '{{count}} rows of the file are of other days or providers, and were left out.',
  },
  /** Why a bill and the books differ. */
  driftClass: {
    unresolved: 'calls without an answer',
    fallback_price: 'guessed prices',
    tier: 'service tier',
    estimated: 'estimates',
    rounding: 'rounding',
    discount: 'discount',
    other_keys: 'calls of other keys',
    unknown_item: 'unknown item',
    unexplained: 'unexplained',
  },
  /** On the command line, when the books cannot be used. */
  ledgerAdvice: {
    corrupt: 'Put the file aside and restore the latest backup; nothing was written to it.',
    newer: 'Start the Autointel version that wrote it, or a newer one; nothing was written to it.',
    read_only:
      'Make the folder and the file writable for the user that runs Autointel, or set DATA_DIR to another folder.',
    locked: 'Another program holds the file. Wait for it or stop it, then try again.',
    full: 'Free some space on the disk. What was being written was not booked; all earlier entries are safe.',
    empty:
      'Restore the latest backup: what was in this file is gone from it. If there never was anything in it, delete it and start again.',
    foreign: 'Put that file aside or set DATA_DIR to another folder; nothing was written to it.',
    unfinished: 'Run the same move or restore once more: it goes on where it was.',
    backup_failed: 'Name another place for it; the ledger itself was not touched.',
    unreachable:
      'Check that Postgres runs there and that address, user and password of DATABASE_URL are right. Nothing was spent meanwhile.',
    no_rights: 'Make that user the owner of the database, or grant it the rights on the schema.',
    wrong_encoding:
      "Make a database in UTF-8 (create database autointel encoding 'UTF8' template template0) and name it.",
    old_server: 'Use Postgres 15 or newer. Nothing was written.',
    failed: 'See the cause. What was being written was not booked.',
  },
} as const
