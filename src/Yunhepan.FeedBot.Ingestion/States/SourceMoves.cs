using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Returns where sources have moved to, from their states.</summary>
internal sealed class SourceMoves(IngestionDb states) : ISourceMoves
{
    public async Task<IReadOnlyDictionary<string, string>> AdoptedUrlsAsync(
        IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken) =>
        await states.SourceStates.Where(s => sourceIds.Contains(s.SourceId) && s.AdoptedUrl != null)
            .ToDictionaryAsync(s => s.SourceId, s => s.AdoptedUrl!, cancellationToken);
}
