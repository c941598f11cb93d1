using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>An article that a notice of its own source names.</summary>
/// <param name="TakesBack">True if the notice withdraws the article; false if it corrects it.</param>
internal sealed record NoticedArticle(Article Article, Article Notice, bool TakesBack);

/// <summary>
/// Finds the articles that notices name: within the notice's own source, by their exact titles (apart from spacing and
/// punctuation), and only if a single article can be meant.
/// </summary>
internal sealed partial class NoticedArticles(ArticlesDb db)
{
    /// <summary>The number of a source's titles that are compared, because notices come within months.</summary>
    private const int MostCompared = 3_000;

    /// <param name="notices">Newly stored or corrected articles that may be notices.</param>
    public async Task<IReadOnlyList<NoticedArticle>> FindAsync(
        Source source, IReadOnlyList<Article> notices, CancellationToken cancellationToken)
    {
        List<NoticedArticle> found = [];
        foreach (var article in notices)
        {
            if (SeparateNotice.Read(article.Title, article.AvailableText, [.. source.Name.All]) is not { } notice)
                continue;
            foreach (var title in notice.Titles)
            {
                if (await NamedAsync(source, article, title, cancellationToken) is { } named && !found.Exists(f => f.Article == named))
                    found.Add(new NoticedArticle(named, article, notice.TakesBack));
            }
        }

        return found;
    }

    private async Task<Article?> NamedAsync(Source source, Article notice, string title, CancellationToken cancellationToken)
    {
        var wanted = Substance(title);
        var stored = await db.Articles.Where(a => a.SourceId == source.Id && a.WithdrawnAt == null)
            .OrderByDescending(a => a.SortAt).Take(MostCompared).Select(a => new { a.Id, a.Title }).ToListAsync(cancellationToken);
        var ids = stored.Where(a => Substance(a.Title) == wanted).Select(a => a.Id).ToArray();
        var named = await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => ids.Contains(a.Id)).ToListAsync(cancellationToken);
        // Articles of the same batch are not stored yet.
        named.AddRange(db.ChangeTracker.Entries<Article>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)
            .Where(a => a.SourceId == source.Id && a.WithdrawnAt is null && Substance(a.Title) == wanted));
        named.RemoveAll(a => a == notice || SeparateNotice.IsHeading(a.Title) || !IsItsOwn(source, notice, a));
        if (named.Count <= 1)
            return named.FirstOrDefault();
        // If several have one title, such as a daily forecast, the day in the notice decides.
        var days = Day.Matches(notice.Title + "\n" + notice.AvailableText)
            .Select(m => (Month: Number(m, "month"), Day: Number(m, "day"))).ToHashSet();
        named.RemoveAll(a => a.Published is not { } published || !days.Contains((published.Month, published.Day)));
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>
    /// Returns false if the notice names another origin: it then concerns articles of that origin, here in reposts.
    /// </summary>
    private static bool IsItsOwn(Source source, Article notice, Article named) =>
        notice.OriginName is not { } origin || origin == named.OriginName || origin.StartsWith('本')
        || source.Name.All.Any(name => name.Contains(origin, StringComparison.OrdinalIgnoreCase));

    private static string Substance(string title) => SubstanceHash.Compute(TitleSubstance.Extract(Adornment.Replace(title, "")), "");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Matches decoration that portals add to a title and omit when they quote it.</summary>
    [GeneratedRegex(@"\s*[(（\[【](?:组图|图文|多图|图|视频|附图)[)）\]】]\s*", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Adornment { get; }

    [GeneratedRegex(
        @"(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日|\d{4}[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})", RegexOptions.None,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Day { get; }
}
