export const insight = {
  schedule: {
    kept: 'Теперь я буду присылать отчёт ({{subject}}): {{line}}',
    line: '{{rhythm}}, {{place}}; ближайший: {{next}}',
    rhythm: {
      daily: 'каждый день — за прошедший день',
      weekly: 'каждую неделю в понедельник — за прошедшую неделю',
      monthly: 'каждый месяц 1-го числа — за прошедший месяц',
    },
    toOwners: 'владельцам бота',
    title: '**Отчёты, которые я присылаю ({{subject}})**',
    none: 'Отчёты не присылаются ({{subject}}).',
    stop: 'Отменить {{number}}',
    stopped: 'Больше не присылаю сюда.',
  },
} as const
