using System.Globalization;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>Renders a feed from the store to bytes. Scoped, like its readers.</summary>
internal sealed class FeedRenderer(
    FeedArticles articles, ArticleArchive archive, StoryReader stories, CurrentTopics topics, IOptions<PublishingOptions> options)
{
    /// <summary>
    /// An archive never gains an article, but its articles may be corrected or withdrawn, and holders of a copy must learn of
    /// that.
    /// </summary>
    private const string ArchiveCacheControl = "public, max-age=3600";

    private const int RetractionsShown = 20;

    public Task<FeedMark?> MarkAsync(FeedKey key, CancellationToken cancellationToken) => articles.MarkAsync(key.Topic, cancellationToken);

    /// <summary>Returns the document, or null if there is none.</summary>
    /// <param name="knownSince">Since when names and categories have not changed, because they are part of the content.</param>
    public async Task<RenderedFeed?> RenderAsync(FeedKey key, FeedMark mark, DateTimeOffset knownSince, CancellationToken cancellationToken)
    {
        var tree = topics.Tree;
        var document = key.Before is { } before
            ? await ArchiveAsync(key, before, mark, tree, cancellationToken)
            : await LatestAsync(key, mark, tree, cancellationToken);
        if (document is null)
            return null;
        var link = document.HubUrl is null ? null : $"<{document.HubUrl}>; rel=\"hub\", <{document.SelfUrl}>; rel=\"self\", "
            + $"<{key.BaseUrl}{key.Topic.FeedPagePath}>; rel=\"alternate\"; type=\"text/html\"";
        // No date in an archive reflects that an article has left it.
        var changedAt = key.IsArchive ? (DateTimeOffset?)null : document.ChangedAt is { } at && at > knownSince ? at : knownSince;
        // Whoever finds the address of a private feed reads it, so that no search engine should tell it.
        var robots = key.Topic.Feed == FeedKind.Private ? "noindex" : null;
        return RenderedFeed.Create(key.Format.Write(document), key.Format.MediaType, changedAt, CacheControl(key), link, robots);
    }

    private async Task<FeedDocument?> ArchiveAsync(
        FeedKey key, long before, FeedMark mark, TopicTree tree, CancellationToken cancellationToken)
    {
        if (await archive.BeforeAsync(key.Topic.Filter, before, cancellationToken) is not { } page)
            return null;
        // An archive changes when one of its own articles does, not with the feed.
        var changedAt = page.Articles.Count == 0 ? mark.ChangedAt : page.Articles.Max(a => a.ModifiedAt ?? a.FirstSeenAt);
        return Document(key, changedAt, tree, null) with
        {
            CurrentUrl = key.Whole.SelfUrl,
            OlderUrl = page.OlderBefore is { } older ? key.Archive(older).SelfUrl : null,
            NewerUrl = page.NewerBefore is { } newer ? key.Archive(newer).SelfUrl : null,
            HubUrl = null,
            Items = await ItemsAsync(key, page.Articles, tree, cancellationToken),
        };
    }

    private async Task<FeedDocument> LatestAsync(FeedKey key, FeedMark mark, TopicTree tree, CancellationToken cancellationToken)
    {
        var latest = await articles.LatestAsync(key.Topic, key.Items ?? options.Value.DefaultItems, cancellationToken);
        var withdrawn = key.Format.HasRetractions ? await articles.WithdrawnAsync(key.Topic, RetractionsShown, cancellationToken) : [];
        var older = key.Topic.Feed is FeedKind.Search or FeedKind.Private
            ? null : await archive.OlderThanAsync(key.Topic.Filter, latest, cancellationToken);
        var since = key.Since ?? -1;
        return Document(key, mark.ChangedAt, tree, await articles.FindAsync(key.Topic, cancellationToken)) with
        {
            OlderUrl = older is { } before ? key.Archive(before).SelfUrl : null,
            Items = await ItemsAsync(key, [.. latest.Where(a => a.Revision > since)], tree, cancellationToken),
            Retracted =
                [.. withdrawn.Where(a => a.Revision > since).Select(a => FeedItemBuilder.BuildRetraction(a, key.Topic.Filter.StoriesOnce))],
        };
    }

    /// <summary>Builds the items. Each member of a story names the others and gets a new revision when these change.</summary>
    private async Task<IReadOnlyList<FeedItem>> ItemsAsync(
        FeedKey key, IReadOnlyList<Article> shown, TopicTree tree, CancellationToken cancellationToken)
    {
        var byStory = key.Topic.Filter.StoriesOnce;
        var alsoAt = await stories.AlsoAtAsync(shown, cancellationToken);
        return [.. shown.Select(a => FeedItemBuilder.Build(a, tree, key.BaseUrl, byStory, alsoAt[a.PublicId]))];
    }

    private FeedDocument Document(FeedKey key, DateTimeOffset? changedAt, TopicTree tree, PrivateFeed? own)
    {
        var language = LanguageTag.OrNull(tree.Site.Language) ?? "zh-CN";
        var site = LegalText.Name(tree.Site.Title.For(language));
        var name = own?.Title ?? NameOf(key.Topic, tree, language);
        return new FeedDocument
        {
            Id = own is null ? key.Topic.PublicId : ArticleIdentity.PublicId("private feed", own.Id),
            Title = LegalText.Label(name is null ? site : $"{name} - {site}"),
            Description = LegalText.Label(
                (name ?? OwnText.Choose(language, "全部来源", "All sources", "すべての配信元", "Todas las fuentes")) + OwnText.Choose(
                    language, "：最新文章，注明原始出处。", ": the latest articles, each with its origin.", "：最新の記事（出典つき）",
                    ": los últimos artículos, cada uno con su origen.")),
            Language = language,
            BaseUrl = key.BaseUrl,
            SelfUrl = key.SelfUrl,
            HomeUrl = key.BaseUrl + key.Topic.PagePath,
            SiteTitle = site.Length > 0 ? site : "FeedBot",
            Rights = OwnText.Choose(
                language, "版权归原作者和原发布方所有。", "Rights remain with the authors and original publishers.",
                "著作権は著者および元の発行者にあります。", "Los derechos pertenecen a los autores y a los editores originales."),
            // The address of a private feed is a secret, so the hub does not know it.
            HubUrl = key.Topic.Feed == FeedKind.Private ? null : key.BaseUrl + "/websub",
            ChangedAt = changedAt?.ToOffset(tree.Site.TimeZone.GetUtcOffset(changedAt.Value)),
            TimeToLiveMinutes = Math.Max(1, options.Value.MaxAgeSeconds / 60),
        };
    }

    private string CacheControl(FeedKey key)
    {
        if (key.IsArchive)
            return ArchiveCacheControl;
        var maxAge = options.Value.MaxAgeSeconds.ToString(CultureInfo.InvariantCulture);
        return key.Topic.Feed == FeedKind.Private ? $"private, max-age={maxAge}" : $"public, max-age={maxAge}";
    }

    private static string? NameOf(FeedTopic topic, TopicTree tree, string language) =>
        topic.Feed == FeedKind.Search
            ? $"“{SearchQuery.Parse(topic.Id).Words}”"
            : topic.Kind is { } kind ? tree.Find(kind, topic.Id)?.Name.For(language) : null;
}
