/** In whose name texts are briefed, and in whose memory their records lie. */
export const evaluationTenant = 'guild_0'
