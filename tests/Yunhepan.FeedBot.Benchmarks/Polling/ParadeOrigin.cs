using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

internal enum Fault
{
    None,
    Silence,
    Reset,
    Truncated,
    SlowLoris,
    GzipBomb,
    ServerError,
    RetryAfter,
    NoSuchHost,
    WrongCertificate,
}

/// <param name="Host">The address that received the request.</param>
/// <param name="Source">The feed that was requested.</param>
/// <param name="At">When the request arrived.</param>
/// <param name="AtOnce">The number of open requests at that host, including this one.</param>
/// <param name="Told">The wait that the response asked for; zero for none.</param>
internal sealed record ParadeRequest(string Host, int Source, DateTimeOffset At, int AtOnce, TimeSpan Told);

/// <summary>A site of many hosts whose feeds misbehave until they are repaired, and that records all requests.</summary>
internal sealed class ParadeOrigin : IAsyncDisposable
{
    public static readonly TimeSpan Told = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan NewItemEach = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private DateTimeOffset? _frozenAt;

    private ParadeOrigin(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    public ConcurrentQueue<ParadeRequest> Requests { get; } = new();

    public bool IsHealed { get; set; }

    public int Port { get; private set; }

    public int TlsPort { get; private set; }

    /// <summary>The number of items that a feed has now; the feeds do not all publish at once.</summary>
    public int Items(int source) =>
        1 + (int)(((_frozenAt ?? TimeProvider.System.GetUtcNow()) - _start + (NewItemEach * (source % 30) / 30)) / NewItemEach);

    public static async Task<ParadeOrigin> StartAsync()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=elsewhere.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Any, 0);
            kestrel.Listen(IPAddress.Any, 0, listen => listen.UseHttps(certificate));
        });
        var app = builder.Build();
        var origin = new ParadeOrigin(app, certificate);
        app.Run(origin.AnswerAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToList();
        origin.Port = addresses.Single(a => a.Scheme == "http").Port;
        origin.TlsPort = addresses.Single(a => a.Scheme == "https").Port;
        return origin;
    }

    /// <summary>Half of the sources are healthy, the other half has one fault each.</summary>
    public static Fault FaultOf(int source) => (source % 18) switch
    {
        9 => Fault.Silence,
        10 => Fault.Reset,
        11 => Fault.Truncated,
        12 => Fault.SlowLoris,
        13 => Fault.GzipBomb,
        14 => Fault.ServerError,
        15 => Fault.RetryAfter,
        16 => Fault.NoSuchHost,
        17 => Fault.WrongCertificate,
        _ => Fault.None,
    };

    /// <summary>Stops the publication of new items.</summary>
    public void Freeze() => _frozenAt = TimeProvider.System.GetUtcNow();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!int.TryParse(context.Request.Path.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var source))
        {
            context.Response.StatusCode = 404;
            return;
        }

        var host = context.Request.Host.Host;
        var fault = IsHealed ? Fault.None : FaultOf(source);
        var open = _open.AddOrUpdate(host, 1, (_, before) => before + 1);
        Requests.Enqueue(new ParadeRequest(host, source, TimeProvider.System.GetUtcNow(), open, fault == Fault.RetryAfter ? Told : TimeSpan.Zero));
        try
        {
            await AnswerAsync(context, source, fault);
        }
        catch (OperationCanceledException)
        {
            // The poller closed the connection.
        }
        finally
        {
            _open.AddOrUpdate(host, 0, (_, before) => before - 1);
        }
    }

    private async Task AnswerAsync(HttpContext context, int source, Fault fault)
    {
        var aborted = context.RequestAborted;
        var response = context.Response;
        switch (fault)
        {
            case Fault.Silence:
                await Task.Delay(TimeSpan.FromMinutes(10), TimeProvider.System, aborted);
                break;
            case Fault.Reset:
                context.Abort();
                break;
            case Fault.Truncated:
                response.ContentLength = 100_000;
                await response.WriteAsync("<rss><channel>", aborted);
                await response.Body.FlushAsync(aborted);
                context.Abort();
                break;
            case Fault.SlowLoris:
                while (!aborted.IsCancellationRequested)
                {
                    await response.WriteAsync(" ", aborted);
                    await response.Body.FlushAsync(aborted);
                    await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, aborted);
                }

                break;
            case Fault.GzipBomb:
                response.Headers.ContentEncoding = "gzip";
                await using (var gzip = new GZipStream(response.Body, CompressionLevel.Fastest))
                {
                    for (var block = 0; block < 50; block++)
                        await gzip.WriteAsync(new byte[1024 * 1024], aborted);
                }

                break;
            case Fault.ServerError:
                response.StatusCode = 500;
                break;
            case Fault.RetryAfter:
                response.StatusCode = 503;
                response.Headers.RetryAfter = Told.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                break;
            default:
                response.ContentType = "application/rss+xml; charset=utf-8";
                await response.WriteAsync(Feed(source, Items(source)), aborted);
                break;
        }
    }

    private static string Feed(int source, int items)
    {
        var feed = new StringBuilder($"<rss version=\"2.0\"><channel><title>{source}</title>");
        for (var item = items; item > Math.Max(0, items - 40); item--)
            feed.Append(CultureInfo.InvariantCulture, $"<item><title>第{source}路公交第{item}次调整线路</title><guid>{source}/{item}</guid><link>http://portal.example/{source}/{item}</link><description>通知</description></item>");
        return feed.Append("</channel></rss>").ToString();
    }
}
