using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Which of a story's articles leads it, by evidence that no stranger can forge (ADR 66): it stands on its source's own domain, or
/// its page was read where it says it stands; then who was seen first; then who tells more than a headline. The one so found may
/// itself name its origin, and several others may agree on theirs: whom they mean leads. To leave out where one has a text from
/// proves nothing.
/// </summary>
internal sealed class StoryLead(CurrentCatalogue catalogue)
{
    /// <summary>A reposts B, which reposts C: further than that nobody follows.</summary>
    private const int MostSteps = 4;

    /// <summary>Independent domains that must name the same origin before their word outweighs who was first.</summary>
    private const int Agreeing = 2;

    /// <param name="members">The tellings.</param>
    /// <param name="adoptedUrls">Where sources have moved to, by their ids.</param>
    public Article Of(IReadOnlyList<Article> members, IReadOnlyDictionary<string, string> adoptedUrls)
    {
        var now = catalogue.Catalogue;
        List<Telling> standing = [.. members.Where(m => m.WithdrawnAt is null)
            .Select(m => Telling.From(m, now, adoptedUrls))
            .OrderByDescending(t => t.Standing).ThenBy(t => t.Article.FirstSeenAt)
            .ThenBy(t => t.Article.ContentText.Length == 0).ThenBy(t => t.Article.Id)];
        // A story that nobody tells any more ends with the one that told it last.
        if (standing.Count == 0)
            return members.OrderBy(m => m.IsRepost).ThenBy(m => m.FirstSeenAt).ThenBy(m => m.Id).First();
        var origin = OriginOf(standing[0], standing);
        return (origin == standing[0] ? AgreedOrigin(standing) ?? origin : origin).Article;
    }

    /// <summary>Follows what each says of its own origin, as far as that is among the tellings.</summary>
    private static Telling OriginOf(Telling telling, List<Telling> all)
    {
        HashSet<Telling> passed = [telling];
        for (var step = 0; step < MostSteps && all.Find(o => telling.Names(o)) is { } origin && passed.Add(origin); step++)
            telling = origin;
        return telling;
    }

    private static Telling? AgreedOrigin(List<Telling> all) => all
        .Select(origin =>
            (Origin: origin, Voices: all.Where(t => t.Standing == Standing.OnOwnDomain && t.Names(origin) && t.Domain != origin.Domain)
                .DistinctBy(t => t.Domain).Count()))
        .Where(o => o.Voices >= Agreeing)
        .OrderByDescending(o => o.Voices)
        .Select(o => o.Origin)
        .FirstOrDefault();

    /// <summary>What an article can show for itself, the least first.</summary>
    private enum Standing
    {
        /// <summary>Its source says so: the address is another's, and nobody has read the text there.</summary>
        OnWord,

        /// <summary>Its text was read from the page that it links to, whosever that is.</summary>
        OnPage,

        /// <summary>It stands on the registrable domain that its source is read from.</summary>
        OnOwnDomain,
    }

    private sealed record Telling(Article Article, Standing Standing, string? Domain, string? OriginDomain, IReadOnlyList<string> OwnNames)
    {
        public static Telling From(Article article, SourceCatalogue catalogue, IReadOnlyDictionary<string, string> adoptedUrls)
        {
            var source = catalogue.Sources.FirstOrDefault(s => s.Id == article.SourceId);
            var domain = DomainOf(article.Url);
            var isOwn = source is not null
                && (domain is null || domain == DomainOf(source.Url)
                    || (adoptedUrls.TryGetValue(source.Id, out var adopted) && domain == DomainOf(adopted)));
            // Of a source that feeds.json names no more nothing can be said against it.
            var standing = isOwn ? Standing.OnOwnDomain : article.TextIsOfPage || source is null ? Standing.OnPage : Standing.OnWord;
            return new Telling(article, standing, domain, DomainOf(article.OriginUrl), [.. NamesOf(article, source, catalogue)]);
        }

        /// <summary>Does it say of itself that it has the story from the other?</summary>
        public bool Names(Telling other)
        {
            if (other == this || other.Article.SourceId == Article.SourceId || OwnNames.Any(n => IsNamed(Article.OriginName, n)))
                return false;
            // The name is the operator's word for a source; an address proves something only where its owner stands.
            return other.OwnNames.Any(n => IsNamed(Article.OriginName, n))
                || (other is { Standing: Standing.OnOwnDomain, Domain: { } domain }
                    && ((domain == OriginDomain && domain != Domain) || (domain == Domain && Standing != Standing.OnOwnDomain)));
        }

        private static bool IsNamed(string? stated, string name) => stated is not null && PublisherNames.Mean(stated, name);

        private static IEnumerable<string> NamesOf(Article article, Source? source, SourceCatalogue catalogue)
        {
            var publisherId = source is null ? article.PublisherId : source.PublisherId;
            return (source is null ? [] : Both(source.Name))
                .Concat(catalogue.Publishers.FirstOrDefault(p => p.Id == publisherId) is { } publisher ? Both(publisher.Name) : []);
        }

        private static IEnumerable<string> Both(LocalisedName name) => [name.Zh, name.En];

        private static string? DomainOf(string? url) =>
            Uri.TryCreate(url, UriKind.Absolute, out var uri) ? RegistrableDomain.FromHost(uri.IdnHost) : null;
    }
}
