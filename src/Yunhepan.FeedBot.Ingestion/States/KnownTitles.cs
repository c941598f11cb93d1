using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Loads the titles that the sources' documents had before this process started.</summary>
public sealed class KnownTitles(IngestionDb db, SourceTitles titles)
{
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (
            var known in await db.SourceStates.Where(s => s.Title != null).Select(s => new { s.SourceId, s.Title })
            .ToListAsync(cancellationToken))
            titles.Learn(known.SourceId, known.Title);
    }
}
