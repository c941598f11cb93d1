using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>The properties that identify an item, offered or stored.</summary>
/// <param name="Identity">The <see cref="ArticleIdentity"/>.</param>
/// <param name="Url">The link as its source states it; null if it has none.</param>
/// <param name="ContentHash">The hash of title and text.</param>
/// <param name="Text">The text, or the summary if there is none.</param>
/// <param name="HasTime">True if more than the day is stated.</param>
public sealed record IdentityEvidence(
    string Identity, string? Url, string Title, string ContentHash, string Text, DateTimeOffset? PublishedAt, bool HasTime)
{
    public static IdentityEvidence From(Article article) => new(
        article.Identity, article.Url, article.Title, article.ContentHash,
        article.AvailableText, article.PublishedAt, article.PublishedHasTime)
    {
        EndedAt = article.EndedAt,
        IsForgotten = article.ForgottenAt is not null,
    };

    public static IdentityEvidence From(string identity, ArticleDraft item)
    {
        var text = item.AvailableText;
        return new(identity, item.Url, item.Title, SubstanceHash.Compute(item.Title, text), text, item.PublishedAt, item.PublishedHasTime);
    }

    /// <summary>When the alert of the article ended; null while it stands.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True if the article is about a person whose data was removed.</summary>
    public bool IsForgotten { get; init; }

    internal Occasion Given => new(PublishedAt, HasTime, EndedAt);

    /// <summary>The folded link, see <see cref="FoldedUrl"/>.</summary>
    public string? Link => field ??= Url is { } url ? FoldedUrl.Fold(url) : null;

    public string? Fragment => Url is { } url ? FoldedUrl.Fragment(url) : null;

    /// <summary>The number that its site gave it.</summary>
    public string? Number => Url is { } url ? FoldedUrl.Number(url) : null;

    public int Length => Text.Length;

    /// <summary>The hash of the title without counts and ranks.</summary>
    public string TitleHash => field ??= SubstanceHash.Compute(TitleSubstance.Extract(Title, Text), "");

    public string TextHash => field ??= SubstanceHash.Compute("", Text);

    /// <summary>The kind of <see cref="Identity"/>; null for one that was not derived from the item.</summary>
    public IdentityKind? Kind => ArticleIdentity.KindOf(Identity);

    public bool HasGuid => Kind == IdentityKind.StatedGuid;

    /// <summary>True if its identity is a name that its source gave to it alone, not its link or content.</summary>
    public bool HasOwnName => Kind is IdentityKind.StatedGuid or IdentityKind.Place;
}
