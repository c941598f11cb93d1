using System.Text.Json;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>An article page that a list named: fetched once, then settled.</summary>
public sealed class ListedPage
{
    public required string SourceId { get; init; }

    /// <summary>Canonical address; see <see cref="Articles.Identity.ArticleIdentity"/>.</summary>
    public required string Key { get; init; }

    public required string Url { get; init; }

    /// <summary>What the list itself said, as JSON, should the page never come.</summary>
    public required string ListedItem { get; set; }

    public DateTimeOffset ListedAt { get; init; }

    /// <summary>True when it must not alert: listed at the source's first poll.</summary>
    public bool Silent { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public bool Settled { get; set; }

    /// <summary>Does an item lead to the very same page under the same title?</summary>
    public bool IsOf(ArticleDraft item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Url == item.Url && TitleSubstance.Same(ReadDraft().Title, item.Title);
    }

    /// <summary>Returns what the list itself said.</summary>
    public ArticleDraft ReadDraft() => JsonSerializer.Deserialize<ArticleDraft>(ListedItem)!;
}
