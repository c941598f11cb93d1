using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.SamplePortal;

namespace Yunhepan.FeedBot.Tests.Demo;

/// <summary>A sample portal that publishes only on request, and a client that reads it over real HTTP.</summary>
internal sealed partial class PortalClient : IAsyncDisposable
{
    /// <summary>Throws on any byte that is not GBK.</summary>
    private static readonly Encoding Gbk = CreateGbk();

    private readonly HttpClient _http;

    private PortalClient(PortalServer portal, FakeTimeProvider time)
    {
        (Portal, Time) = (portal, time);
        // The tests are not a hosted application, so no container provides a client.
#pragma warning disable RS0030
        _http = new HttpClient { BaseAddress = portal.BaseUrl };
#pragma warning restore RS0030
    }

    public PortalServer Portal { get; }

    public FakeTimeProvider Time { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PortalClient> StartAsync(PortalServerOptions? options = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero));
        var portal = await PortalServer.StartAsync(options ?? new PortalServerOptions { PublishEvery = TimeSpan.Zero }, time, Cancellation);
        return new PortalClient(portal, time);
    }

    public async Task<string> ReadAsync(string path) => Decode(await _http.GetByteArrayAsync(path, Cancellation));

    public Task<byte[]> ReadBytesAsync(string path) => _http.GetByteArrayAsync(path, Cancellation);

    public async Task<HttpResponseMessage> AskAsync(string path, EntityTagHeaderValue? tag = null, DateTimeOffset? since = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(tag);
        request.Headers.IfModifiedSince = since;
        return await _http.SendAsync(request, Cancellation);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, Cancellation);

    public static string Decode(byte[] bytes) => Gbk.GetString(bytes);

    /// <summary>What a person sees of a page, without the mark-up.</summary>
    public static string Visible(string html) => WebUtility.HtmlDecode(Tag.Replace(html, ""));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Portal.DisposeAsync();
    }

    private static Encoding CreateGbk()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GBK", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Tag { get; }
}
