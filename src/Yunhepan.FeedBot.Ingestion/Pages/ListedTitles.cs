using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>The titles that a source lists, which tell when a cache gives out one page under the address of another.</summary>
internal static class ListedTitles
{
    private const int MostCompared = 60;

    /// <summary>Returns true if the source lists the title under another address.</summary>
    public static async Task<bool> IsListedElsewhereAsync(
        this IngestionDb states, string sourceId, string key, string title, CancellationToken cancellationToken)
    {
        var pages = await states.ListedPages.AsNoTracking().Where(p => p.SourceId == sourceId && p.Key != key)
            .OrderByDescending(p => p.ListedAt).Take(MostCompared).ToListAsync(cancellationToken);
        return pages.Exists(p => TitleSubstance.Same(p.ReadDraft().Title, title));
    }
}
