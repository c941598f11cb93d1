using System.Xml;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Sitemaps;

/// <summary>Writes one document of https://www.sitemaps.org/protocol.html to a response, entry by entry.</summary>
internal sealed class SitemapWriter : IAsyncDisposable
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>After this many entries what is written is sent, so that a part is never in memory as a whole.</summary>
    private const int FlushEvery = 500;

    private readonly XmlWriter _xml;
    private readonly string _entry;
    private int _count;

    private SitemapWriter(Stream stream, string entry)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = FeedXml.Utf8, Async = true });
        _entry = entry;
    }

    /// <param name="isIndex">True for a list of sitemaps, false for a list of pages.</param>
    public static async Task<SitemapWriter> BeginAsync(Stream stream, bool isIndex)
    {
        var writer = new SitemapWriter(stream, isIndex ? "sitemap" : "url");
        await writer._xml.WriteStartDocumentAsync();
        await writer._xml.WriteStartElementAsync(null, isIndex ? "sitemapindex" : "urlset", Namespace);
        return writer;
    }

    public async Task WriteAsync(string address, DateTimeOffset? changedAt)
    {
        await _xml.WriteStartElementAsync(null, _entry, Namespace);
        await _xml.WriteElementStringAsync(null, "loc", Namespace, address);
        if (changedAt is { } at)
            await _xml.WriteElementStringAsync(null, "lastmod", Namespace, FeedXml.Time(at));
        await _xml.WriteEndElementAsync();
        if (++_count % FlushEvery == 0)
            await _xml.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _xml.WriteEndElementAsync();
        await _xml.WriteEndDocumentAsync();
        await _xml.DisposeAsync();
    }
}
