using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The operator's word that what is held back of a source is what the source is now.</summary>
public sealed class SourceAcceptance(IngestionDb db, TimeProvider time)
{
    /// <summary>The next document is taken as a first one, without alerts for what is there already.</summary>
    /// <returns>What was held against it; null when nothing is held back, and nothing is changed.</returns>
    public async Task<string?> AcceptAsync(string sourceId, CancellationToken cancellationToken)
    {
        var held = await db.SourceStates.Where(s => s.SourceId == sourceId && s.Suspicion != null && s.SuspectPolls > 0)
            .Select(s => s.Suspicion).SingleOrDefaultAsync(cancellationToken);
        if (held is null)
            return null;
        await db.AcceptAsync(sourceId, time.GetUtcNow(), cancellationToken);
        return held;
    }
}
