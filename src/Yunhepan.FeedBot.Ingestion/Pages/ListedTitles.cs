using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>The titles that a source lists, which tell when a cache gives out one page under the address of another.</summary>
internal static class ListedTitles
{
    private const int MostCompared = 60;

    /// <summary>Returns true if another page of the source is listed under the title, and this page under another one.</summary>
    public static async Task<bool> IsOfAnotherAsync(
        this IngestionDb states, string sourceId, string key, string listedTitle, string title, CancellationToken cancellationToken)
    {
        if (TitleSubstance.Same(title, listedTitle))
            return false;
        var pages = await states.ListedPages.AsNoTracking().Where(p => p.SourceId == sourceId && p.Key != key)
            .OrderByDescending(p => p.ListedAt).Take(MostCompared).ToListAsync(cancellationToken);
        return pages.Exists(p => TitleSubstance.Same(p.ReadDraft().Title, title));
    }
}
