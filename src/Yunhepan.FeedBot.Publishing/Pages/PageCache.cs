using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Caches rendered pages. Each is kept until an article that it may show or feeds.json changes, but at most half a minute,
/// because pages show relative times. Pages have half as many bytes as feeds.
/// </summary>
internal sealed class PageCache(
    IServiceScopeFactory scopes, IOptions<PublishingOptions> options, DatabaseOutages outages, TimeProvider time)
{
    private readonly RenderedCache<PageKey, CachedPage> _pages = new(
        options.Value.CacheMegabytes * 1024L * 1024L / 2, TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds), outages, time);

    /// <summary>The number of bytes held now.</summary>
    public long Size => _pages.Size;

    /// <param name="page">The requested page.</param>
    /// <param name="filter">The articles on which the page is based.</param>
    /// <param name="render">Renders the page; called once for all concurrent requests.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller.</param>
    public async Task<RenderedPage> GetAsync(
        PageRequest page, ArticleFilter filter, Func<IServiceProvider, Task<RenderedPage>> render, CancellationToken cancellationToken)
    {
        // Nobody reads far down a list often, and programs that read it whole must not push out what people read.
        if (!page.IsKept || !page.Place.IsFirst)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await render(scope.ServiceProvider);
        }

        var kept = await _pages.GetAsync(
            _pages.SlotOf(PageKey.For(page)), page.Tree, last => CheckAsync(last, page.Tree, filter, render, cancellationToken),
            exact: false, cancellationToken);
        return kept!.Page;
    }

    private async Task<CachedPage?> CheckAsync(
        CachedPage? last, TopicTree tree, ArticleFilter filter, Func<IServiceProvider, Task<RenderedPage>> render,
        CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var mark = await scope.ServiceProvider.GetRequiredService<ArticleReader>().MarkAsync(filter, cancellationToken);
        return last is not null && ReferenceEquals(last.Tree, tree) && !last.IsOutdated(time) && last.Revision == mark.Revision
            ? last
            : new CachedPage(await render(scope.ServiceProvider), tree, mark.Revision, now);
    }
}

/// <summary>A page in the cache.</summary>
/// <param name="Revision">The newest revision of the articles on which it is based.</param>
/// <param name="RenderedAt">The timestamp at which its rendering began.</param>
internal sealed record CachedPage(RenderedPage Page, TopicTree Tree, long Revision, long RenderedAt) : RenderedDocument(Tree)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public override int Size => Page.Size;

    /// <summary>Missing pages are not kept, because their addresses are unlimited in number.</summary>
    public override bool IsKept => Page.Status != 404;

    public override bool IsOutdated(TimeProvider time) => time.GetElapsedTime(RenderedAt) >= Longest;
}

/// <param name="Search">The search; empty for pages that are no search.</param>
/// <param name="Language">The language of the page, however it was chosen.</param>
/// <param name="IsChosen">True if the address names the language, so that links do too.</param>
internal readonly record struct PageKey(string Path, string Search, string Language, bool IsChosen, string BaseUrl)
{
    public static PageKey For(PageRequest page) =>
        new(page.Path, page.Search, page.Texts.Tag, page.LanguageQuery.Length > 0, page.BaseUrl);
}
