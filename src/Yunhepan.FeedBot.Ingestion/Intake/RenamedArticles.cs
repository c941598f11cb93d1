using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.Intake;

/// <summary>
/// Follows the articles of a site that gave new addresses to all of them, so that their links work and their pages can be visited
/// again.
/// </summary>
internal static class RenamedArticles
{
    /// <returns>For each item that is certainly one stored article, a draft that only moves it.</returns>
    public static async Task<List<ArticleDraft>> FindAsync(
        ArticlesDb db, string sourceId, IReadOnlyList<ArticleDraft> renamed, CancellationToken cancellationToken)
    {
        var single = renamed.Where(i => i is { Url: not null, SharesLink: false }).GroupBy(i => i.Title).Where(g => g.Count() == 1)
            .Select(g => g.Single()).ToList();
        // All links may lead to a login, with the address of the article behind it.
        if (single.Count == 0 || single.DistinctBy(i => PathOf(i.Url!)).Count() == 1 && single.Exists(i => NamesAnother(i.Url!)))
            return [];
        var titles = single.ConvertAll(i => i.Title);
        var stored = (await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.SourceId == sourceId && titles.Contains(a.Title) && a.WithdrawnAt == null && a.Url != null)
            .ToListAsync(cancellationToken)).ToLookup(a => a.Title);
        return [.. single.Where(i => stored[i.Title].Count() == 1 && MayBe(i, stored[i.Title].Single()))
            .Select(i => Moved(stored[i.Title].Single(), i.Url!))];
    }

    private static ArticleDraft Moved(Article known, string url) => new()
    {
        Title = known.Title, Url = url, ContentText = known.ContentText, Summary = known.Summary, LookedAt = known, IsMove = true,
    };

    private static string PathOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsolutePath : url;

    private static bool NamesAnother(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && Uri.UnescapeDataString(uri.Query).Contains('/', StringComparison.Ordinal);

    private static bool MayBe(ArticleDraft item, Article known) =>
        item.PublishedAt is not { } now || known.PublishedAt is not { } before || Math.Abs((now - before).TotalHours) <= 24;
}
