using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Which of a story's articles leads it: one whose publisher the others name as their origin, else one that names no other
/// origin, else whoever leads already, else the first.
/// </summary>
internal sealed class StoryLead(CurrentCatalogue catalogue)
{
    public Article Of(IReadOnlyList<Article> members)
    {
        // A story that nobody tells any more ends with the one that told it last.
        return members
            .OrderBy(m => m.WithdrawnAt is not null)
            .ThenBy(m => m.WithdrawnAt is not null && m.IsRepost)
            .ThenByDescending(m => members.Any(o => o != m && Names(o, m)))
            .ThenBy(m => m.OriginName is not null && !Names(m, m))
            .ThenBy(m => m.IsRepost)
            .ThenBy(m => m.FirstSeenAt).ThenBy(m => m.Id)
            .First();
    }

    /// <summary>Does the one article name the other's publisher as the origin?</summary>
    private bool Names(Article one, Article other)
    {
        if (one != other && one.OriginUrl is { } url && other.Url is { } address && Host(url) is { } host && host == Host(address))
            return Host(one.Url) != host;
        return one.OriginName is { } name && NamesOf(other).Any(n => PublisherNames.Mean(name, n));
    }

    private IEnumerable<string> NamesOf(Article article)
    {
        var now = catalogue.Catalogue;
        if (now.Sources.FirstOrDefault(s => s.Id == article.SourceId) is { } source)
            return Both(source.Name).Concat(OwnNames(now, source.PublisherId));
        return OwnNames(now, article.PublisherId);
    }

    private static IEnumerable<string> OwnNames(SourceCatalogue catalogue, string? id) =>
        catalogue.Publishers.FirstOrDefault(p => p.Id == id) is { } publisher ? Both(publisher.Name) : [];

    private static IEnumerable<string> Both(LocalisedName name) => [name.Zh, name.En];

    private static string? Host(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.IdnHost.Replace("www.", "", StringComparison.Ordinal) : null;
}
