using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Tests.Origin;

/// <summary>One request as the origin received it.</summary>
internal sealed record SeenRequest(string Path, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At, int AtOnce, string Protocol)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>
/// A web site on a free loopback port that gives scripted responses over real sockets, without mocks. A path with several
/// responses gives them in turn and stays at the last; see <see cref="Answers"/> for valid and broken ones.
/// </summary>
internal sealed class ScriptedOrigin : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Route> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private int _open;

    private ScriptedOrigin(WebApplication app) => _app = app;

    /// <summary>As <c>http://127.0.0.1:40123</c> (or https), without a trailing slash.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>As <c>127.0.0.1:40123</c>: what the fetcher's allow-list wants.</summary>
    public string Authority => new Uri(BaseUrl).Authority;

    public int Port => new Uri(BaseUrl).Port;

    /// <summary>All requests in the order they came.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <param name="certificate">Given one, it speaks HTTPS.</param>
    public static async Task<ScriptedOrigin> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;

            // Real servers send what they like in headers, so any byte must get through.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
        });
        var app = builder.Build();
        var origin = new ScriptedOrigin(app);
        app.Run(origin.AnswerAsync);
        await app.StartAsync();
        origin.BaseUrl = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return origin;
    }

    public string Url(string path) => BaseUrl + path;

    /// <summary>What a path gives, in turn; replaces what it gave before.</summary>
    /// <returns>The absolute address.</returns>
    public string Map(string path, params RequestDelegate[] answers)
    {
        _routes[path] = new Route(answers);
        return Url(path);
    }

    public IReadOnlyList<SeenRequest> RequestsTo(string path) => [.. _requests.Where(request => request.Path == path)];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var atOnce = Interlocked.Increment(ref _open);
        try
        {
            var path = context.Request.Path.Value + context.Request.QueryString.Value;
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            _requests.Enqueue(new SeenRequest(path, headers, TimeProvider.System.GetUtcNow(), atOnce, context.Request.Protocol));
            await (_routes.TryGetValue(path, out var route) ? route.Next()(context) : Answers.Status(404)(context));
        }
        catch (OperationCanceledException)
        {
            // The client closed the connection; a test that expects this checks it itself.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private sealed class Route(RequestDelegate[] answers)
    {
        private int _next = -1;

        public RequestDelegate Next() => answers[Math.Min(Interlocked.Increment(ref _next), answers.Length - 1)];
    }
}
