/** Who is in the story of the data folders. */
export const owner = '110000000000000001'
export const manager = '411223344556677889'
export const member = '511223344556677889'
export const otherMember = '611223344556677889'
export const channel = '130000000000000001'
export const server = 'guild_811223344556677889'
export const otherServer = 'guild_822223344556677889'
export const directMessages = `dm_${otherMember}`
