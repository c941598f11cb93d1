using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// Removes duplicates among the items of one document. An item is identified by what is unique within the document: its guid,
/// else its link, else its fragment on a shared page, else its content. An item that its guid or its link alone would identify
/// keeps that identity, so that identities do not change.
/// </summary>
internal static class DistinctItems
{
    /// <summary>
    /// The number of list entries that must share a page before their fragments count; a link to the comments already makes two.
    /// </summary>
    private const int FewestPlaces = 3;

    public static IReadOnlyList<ArticleDraft> Distinguish(IReadOnlyList<ArticleDraft> items, bool isList, string? homePageUrl)
    {
        var told = items.Select((item, place) => new Placed(item, place)).ToList();
        told = [.. told.GroupBy(p => ArticleIdentity.Plain(p.Item))
            .SelectMany(g => g.Count() > 1 ? WithoutFalseGuid([.. g], items.Count) : g)];
        told = [.. told.GroupBy(p => ArticleIdentity.Plain(p.Item)).SelectMany(g => OfOneName([.. g], isList))];
        told.Sort((a, b) => a.Place.CompareTo(b.Place));
        var distinct = told.Select(p => p.Item).DistinctBy(ArticleIdentity.Derive).ToList();
        return isList ? distinct : WithSharedLinks(distinct, homePageUrl);
    }

    /// <summary>Ignores a guid if items with different links, or with nothing else in common, share it.</summary>
    private static IEnumerable<Placed> WithoutFalseGuid(List<Placed> sharing, int all)
    {
        if (PlainKind(sharing[0].Item) != IdentityKind.StatedGuid)
            return sharing;
        var otherLinks = sharing.TrueForAll(p => p.Item.Url is not null)
            && sharing.DistinctBy(p => FoldedUrl.Fold(p.Item.Url!)).Skip(1).Any();
        // Two versions of one entry (RFC 4287, section 4.1.1) have similar titles, and other entries have other ids.
        var isForAll = sharing.Count == all && all > 2;
        var otherTitles = sharing.Skip(1).Any(p => Alike(p.Item.Title, sharing[0].Item.Title) < 0.6);
        return otherLinks || ((isForAll || otherTitles) && Several(sharing).Count > 1)
            ? sharing.Select(p => p with { Item = p.Item with { Id = null } })
            : sharing;
    }

    /// <summary>Separates items that would all have the same identity.</summary>
    private static IEnumerable<Placed> OfOneName(List<Placed> sharing, bool isList)
    {
        if (sharing.Count == 1 || sharing[0].Item.Url is null || PlainKind(sharing[0].Item) != IdentityKind.Link)
            return sharing;
        var several = Several(sharing);
        var places = several.DistinctBy(p => FoldedUrl.Unabridged(p.Item.Url!)).Count() == several.Count;
        if (several.Count == 1 || (isList && (!places || several.Count < FewestPlaces)))
            return [sharing[0]];
        var onePage = several.DistinctBy(p => p.Item.Url!.Split('#')[0]).Count() < several.Count;
        return several.Select(p => p with
        {
            Item = p.Item with
            {
                Distinction = places ? ArticleIdentity.OfPlace(p.Item.Url!) : ArticleIdentity.OfContent(p.Item),
                SharesLink = onePage,
            },
        });
    }

    /// <summary>Removes items that repeat another: the same title at the same time without other words.</summary>
    private static List<Placed> Several(List<Placed> sharing)
    {
        List<Placed> several = [];
        foreach (var placed in sharing)
        {
            if (!several.Exists(p => SaysTheSame(p.Item, placed.Item)))
                several.Add(placed);
        }

        return several;
    }

    private static bool SaysTheSame(ArticleDraft first, ArticleDraft second)
    {
        if (!TitleSubstance.Same(first.Title, second.Title)
            || (first.PublishedAt ?? second.PublishedAt) != (second.PublishedAt ?? first.PublishedAt))
            return false;
        string one = first.AvailableText, other = second.AvailableText;
        return one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal)
            || SubstanceHash.Compute("", one) == SubstanceHash.Compute("", other);
    }

    private static List<ArticleDraft> WithSharedLinks(List<ArticleDraft> items, string? homePageUrl)
    {
        var shared = items.Where(i => i.Url is not null).GroupBy(i => Page(i.Url!)).Where(g => g.Count() > 1).Select(g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        var home = homePageUrl is null ? null : FoldedUrl.Fold(homePageUrl);
        return items.ConvertAll(item =>
        {
            if (item.Url is not { } url || item.SharesLink || (!shared.Contains(Page(url)) && !IsHome(url, home, items.Count)))
                return item;
            // An item that is alone today may have neighbours tomorrow: the home page identifies nothing.
            var plain = item.Distinction ?? ArticleIdentity.Plain(item);
            return item with
            {
                SharesLink = true,
                Distinction = ArticleIdentity.KindOf(plain) == IdentityKind.Link
                    ? FoldedUrl.Fragment(url) is null ? ArticleIdentity.OfContent(item) : ArticleIdentity.OfPlace(url)
                    : item.Distinction,
            };
        });
    }

    /// <summary>Returns true for the front page of the feed's own site, or the page that the feed states as its own.</summary>
    private static bool IsHome(string url, string? home, int items)
    {
        if (home is null)
            return false;
        var folded = FoldedUrl.Fold(url);
        // Some feeds state the address of their newest article, which has a number, as that of their page.
        return folded == home.Split('/', '?')[0] || (folded == home && (items == 1 || !home.Any(char.IsAsciiDigit)));
    }

    private static IdentityKind? PlainKind(ArticleDraft item) => ArticleIdentity.KindOf(ArticleIdentity.Plain(item));

    private static string Page(string url) => FoldedUrl.Unabridged(url).Split('#')[0];

    private static double Alike(string first, string second) => StoryComparison.Similarity(TextUnits.Split(first), TextUnits.Split(second));

    /// <summary>An item and its position.</summary>
    private sealed record Placed(ArticleDraft Item, int Place);
}
