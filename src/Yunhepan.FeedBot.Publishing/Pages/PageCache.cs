using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>A page as bytes, plain and packed.</summary>
internal sealed class RenderedPage
{
    public RenderedPage(Html html, int status)
    {
        Status = status;
        Plain = Encoding.UTF8.GetBytes(html.ToString());
        Gzip = Compression.Gzip(Plain);
        Tag = Convert.ToHexStringLower(SHA256.HashData(Plain).AsSpan(0, 12));
    }

    public int Status { get; }

    public byte[] Plain { get; }

    public byte[] Gzip { get; }

    public string Tag { get; }
}

/// <summary>
/// Rendered pages. Each is kept until an article or feeds.json changes, and half a minute at most, as it says how long ago
/// things were.
/// </summary>
internal sealed class PageCache(IServiceScopeFactory scopes, CurrentTaxonomy taxonomy, IOptions<PublishingOptions> options, TimeProvider time)
{
    // Addresses are the visitors' to invent: what overflows starts anew.
    private const int MostPages = 1000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<PageKey, Kept> _pages = new();
    private readonly TimeSpan _freshFor = TimeSpan.FromMilliseconds(options.Value.FreshForMilliseconds);

    public async Task<RenderedPage> GetAsync(PageKey key, Func<IServiceProvider, Task<RenderedPage>> render, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var tree = taxonomy.Tree;
        var kept = _pages.GetValueOrDefault(key);
        var usable = kept is not null && ReferenceEquals(kept.Tree, tree) && time.GetElapsedTime(kept.RenderedAt, now) < Longest;
        if (usable && time.GetElapsedTime(kept!.CheckedAt, now) < _freshFor)
            return kept.Page;
        await using var scope = scopes.CreateAsyncScope();
        var mark = await scope.ServiceProvider.GetRequiredService<ArticleReader>().MarkAsync(ArticleFilter.All, cancellationToken);
        if (_freshFor > TimeSpan.Zero && usable && kept!.Revision == mark.Revision)
        {
            _pages[key] = kept with { CheckedAt = now };
            return kept.Page;
        }

        var page = await render(scope.ServiceProvider);
        // What is not there has more addresses than what is.
        if (_freshFor > TimeSpan.Zero && page.Status == 200)
        {
            if (_pages.Count >= MostPages)
                _pages.Clear();
            _pages[key] = new Kept(page, tree, mark.Revision, now, now);
        }

        return page;
    }

    private sealed record Kept(RenderedPage Page, TaxonomyTree Tree, long Revision, long RenderedAt, long CheckedAt);
}

/// <param name="Language">That of the page, however it was chosen.</param>
/// <param name="IsChosen">True when the address names it: links then do too.</param>
internal readonly record struct PageKey(string Path, string Language, bool IsChosen, string BaseUrl);
