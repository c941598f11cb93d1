using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>Are two items of one source the same article?</summary>
/// <param name="Same">False where nothing proves it.</param>
/// <param name="Reason">Which evidence decided, in one line.</param>
public sealed record IdentityVerdict(bool Same, string Reason);

/// <summary>What identifies an item, offered or stored.</summary>
/// <param name="Identity">Its <see cref="ArticleIdentity"/>.</param>
/// <param name="Link">Its link, see <see cref="FoldedUrl"/>; null when it has none.</param>
/// <param name="ContentHash">Of title and text.</param>
internal sealed record IdentityEvidence(string Identity, string? Link, string Title, string ContentHash, int Length, DateTimeOffset? PublishedAt)
{
    public static IdentityEvidence Of(Article article) => new(
        article.Identity, article.Url is { } url ? FoldedUrl.Of(url) : null, article.Title, article.ContentHash, article.ContentText.Length, article.PublishedAt);

    public static IdentityEvidence Of(string identity, Sources.SourceItem item)
    {
        var text = item.ContentText.Length > 0 ? item.ContentText : item.Summary ?? "";
        return new(
            identity, item.Url is { } url ? FoldedUrl.Of(url) : null, item.Title, ArticleIdentity.ContentHash(item.Title, text), item.ContentText.Length, item.PublishedAt);
    }
}

/// <summary>
/// The rule: a guid is believed unless link, title and text all speak against it; a link unless guids and titles do; the content
/// alone where it is long and the days agree. Dates alone prove nothing, as sources move them.
/// </summary>
internal static class IdentityComparison
{
    /// <summary>Characters of text below which equal contents may be two notices of one form.</summary>
    public const int Telling = 60;

    public static IdentityVerdict Compare(IdentityEvidence first, IdentityEvidence second)
    {
        var sameLink = first.Link is not null && first.Link == second.Link;
        var sameContent = first.ContentHash == second.ContentHash;
        var titles = StoryComparison.Similarity(TextUnits.Of(first.Title), TextUnits.Of(second.Title));
        if (first.Identity == second.Identity)
        {
            if (!HasGuid(first) || first.Link is null || second.Link is null || sameLink || sameContent || titles >= 0.6)
                return new(true, HasGuid(first) ? "the same guid" : first.Link is null ? "no guid, no link: the same content" : "the same link");
            return new(false, "the same guid, but another link, title and text: that guid names no article");
        }

        if (sameLink)
        {
            if (!HasGuid(first) || !HasGuid(second))
                return new(true, "the same link, once scheme, www, mobile host, index file, session id and tracking are folded");
            if (sameContent || titles >= 0.8)
                return new(true, "other guids, but the same link and title: those guids change with each reading");
            return new(false, "other guids and titles: one link for many articles");
        }

        if (sameContent && Math.Min(first.Length, second.Length) >= Telling)
        {
            return SameDay(first, second)
                ? new(true, "the same title and text of the same day: the site moved its addresses")
                : new(false, "the same title and text, but of another day: a notice given again");
        }

        return new(false, first.Link is null || second.Link is null ? "nothing in common that identifies" : "other guid, link and content");
    }

    private static bool HasGuid(IdentityEvidence item) => item.Identity.StartsWith("guid:", StringComparison.Ordinal);

    private static bool SameDay(IdentityEvidence first, IdentityEvidence second) =>
        first.PublishedAt is not { } a || second.PublishedAt is not { } b || Math.Abs((a - b).TotalHours) <= 24;
}
