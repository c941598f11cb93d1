using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Records that the operator accepts the held-back document of a source as its new form.</summary>
public sealed class SourceAcceptance(IngestionDb db, TimeProvider time)
{
    /// <summary>Returns the ids of all sources that were polled.</summary>
    public Task<List<string>> SourceIdsAsync(CancellationToken cancellationToken) =>
        db.SourceStates.Select(s => s.SourceId).ToListAsync(cancellationToken);

    /// <summary>Makes the next document count as a first one, without alerts for articles that are already there.</summary>
    /// <returns>The evidence that held it back; null if nothing is held back, and then nothing changes.</returns>
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
