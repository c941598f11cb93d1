using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Chooses the article that leads a story by evidence that no outsider can forge (ADR 66): it is on its source's own domain, or
/// its page was read where it says it is; then the one seen first; then one with more than a headline. The chosen article may
/// itself name its origin, and several others may agree on theirs; then the origin leads. Omitting the origin of a text proves
/// nothing.
/// </summary>
internal sealed class StoryLead(CurrentCatalogue catalogue)
{
    /// <summary>The longest chain of reposts (A reposts B, which reposts C) that is followed.</summary>
    private const int MostSteps = 4;

    /// <summary>
    /// The number of independent domains that must name the same origin before it outweighs the order of discovery.
    /// </summary>
    private const int Agreeing = 2;

    /// <param name="members">The members of the story.</param>
    /// <param name="adoptedUrls">The new addresses of sources that have moved, by source id.</param>
    public Article Choose(IReadOnlyList<Article> members, IReadOnlyDictionary<string, string> adoptedUrls)
    {
        var now = catalogue.Catalogue;
        List<Contender> standing = [.. members.Where(m => m.WithdrawnAt is null)
            .Select(m => Contender.From(m, now, adoptedUrls))
            .OrderByDescending(t => t.Standing).ThenBy(t => t.Article.FirstSeenAt)
            .ThenBy(t => t.Article.ContentText.Length == 0).ThenBy(t => t.Article.Id)];
        // If all members are withdrawn, the story ends with the last one.
        if (standing.Count == 0)
            return members.OrderBy(m => m.IsRepost).ThenBy(m => m.FirstSeenAt).ThenBy(m => m.Id).First();
        var origin = OriginOf(standing[0], standing);
        return (origin == standing[0] ? AgreedOrigin(standing) ?? origin : origin).Article;
    }

    /// <summary>Follows the origins that members name, as far as they are members too.</summary>
    private static Contender OriginOf(Contender member, List<Contender> all)
    {
        HashSet<Contender> passed = [member];
        for (var step = 0; step < MostSteps && all.Find(o => member.Names(o)) is { } origin && passed.Add(origin); step++)
            member = origin;
        return member;
    }

    private static Contender? AgreedOrigin(List<Contender> all) => all
        .Select(origin =>
            (Origin: origin, Voices: all.Where(t => t.Standing == Standing.OnOwnDomain && t.Names(origin) && t.Domain != origin.Domain)
                .DistinctBy(t => t.Domain).Count()))
        .Where(o => o.Voices >= Agreeing)
        .OrderByDescending(o => o.Voices)
        .Select(o => o.Origin)
        .FirstOrDefault();

    /// <summary>The evidence for an article, weakest first.</summary>
    private enum Standing
    {
        /// <summary>Only its source says so: the address belongs to another site, and nobody has read the text there.</summary>
        OnWord,

        /// <summary>Its text was read from the page that it links to, whosever site that is.</summary>
        OnPage,

        /// <summary>It is on the registrable domain from which its source is read.</summary>
        OnOwnDomain,
    }

    private sealed record Contender(
        Article Article, Standing Standing, string? Domain, string? OriginDomain, IReadOnlyList<string> OwnNames)
    {
        public static Contender From(Article article, SourceCatalogue catalogue, IReadOnlyDictionary<string, string> adoptedUrls)
        {
            var source = catalogue.Sources.FirstOrDefault(s => s.Id == article.SourceId);
            var domain = DomainOf(article.Url);
            var isOwn = source is not null
                && (domain is null || domain == DomainOf(source.Url)
                    || (adoptedUrls.TryGetValue(source.Id, out var adopted) && domain == DomainOf(adopted)));
            // A source that feeds.json no longer contains cannot be checked.
            var standing = isOwn ? Standing.OnOwnDomain : article.TextIsOfPage || source is null ? Standing.OnPage : Standing.OnWord;
            return new Contender(article, standing, domain, DomainOf(article.OriginUrl), [.. NamesOf(article, source, catalogue)]);
        }

        /// <summary>Returns true if the article names the other one as its origin.</summary>
        public bool Names(Contender other)
        {
            if (other == this || other.Article.SourceId == Article.SourceId || OwnNames.Any(n => IsNamed(Article.OriginName, n)))
                return false;
            // The operator vouches for a source's name; an address is evidence only if the article is on its own domain.
            return other.OwnNames.Any(n => IsNamed(Article.OriginName, n))
                || (other is { Standing: Standing.OnOwnDomain, Domain: { } domain }
                    && ((domain == OriginDomain && domain != Domain) || (domain == Domain && Standing != Standing.OnOwnDomain)));
        }

        private static bool IsNamed(string? stated, string name) => stated is not null && PublisherNames.Mean(stated, name);

        private static IEnumerable<string> NamesOf(Article article, Source? source, SourceCatalogue catalogue)
        {
            var publisherId = source is null ? article.PublisherId : source.PublisherId;
            return (source is null ? [] : source.Name.All)
                .Concat(catalogue.Publishers.FirstOrDefault(p => p.Id == publisherId) is { } publisher ? publisher.Name.All : []);
        }

        private static string? DomainOf(string? url) =>
            Uri.TryCreate(url, UriKind.Absolute, out var uri) ? RegistrableDomain.FromHost(uri.IdnHost) : null;
    }
}
