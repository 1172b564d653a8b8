import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'sequelize',
  packages: ['sequelize', '@sequelize/core'],
  plumbing: ['authenticate', 'close'],
  transactions: {
    handle: 't',
    // https://sequelize.org/docs/v6/other-topics/transactions/
    handles: [{ name: 'Transaction' }],
    option: 'transaction',
    writes: { create: 'create', bulkCreate: 'create', update: 'update', increment: 'update', decrement: 'update', destroy: 'delete' },
    connections: ['Sequelize', 'forRoot', 'forRootAsync'],
    ambient: { packages: ['cls-hooked', '@nestjs-cls/transactional'], names: ['useCLS'] },
  },
  handsTransactionsOn: true,
} satisfies Profile;
