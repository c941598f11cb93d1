using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Benchmarks.Strangers;

/// <summary>
/// The web around the program: an ordinary source and its hub, hostile sources, and callbacks that answer or do not.
/// </summary>
internal sealed class StrangersWorld : IAsyncDisposable
{
    private const int TitleLength = 9;

    private readonly WebApplication _app;
    private readonly List<TcpListener> _silent = [];
    private readonly List<Socket> _held = [];
    private readonly Lock _lock = new();
    private readonly List<(string Title, string Text)> _articles = [];
    private readonly byte[] _bomb = Bomb();
    private long _links;

    private StrangersWorld()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address { get; private set; } = "";

    public string HonestCallback => Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/callback";

    public bool HonestIsSubscribed { get; private set; }

    /// <summary>The time at which the hub delivered each article.</summary>
    public ConcurrentDictionary<string, long> Delivered { get; } = new(StringComparer.Ordinal);

    /// <summary>The callback of the program at the hub, and the secret that signs the deliveries.</summary>
    public (string Callback, string Secret)? Subscriber { get; private set; }

    /// <summary>Whether the source that lists other links at each poll lists any.</summary>
    public bool IsFlooding { get; set; }

    /// <summary>Whether new articles have texts for which an engine must build a state for nearly every letter.</summary>
    public bool IsTangled { get; set; }

    /// <summary>Whether the source that compresses its body three times answers.</summary>
    public bool IsPacking { get; set; }

    /// <summary>The number of requests for that body.</summary>
    public int Packed { get; private set; }

    public static async Task<StrangersWorld> BeginAsync()
    {
        var world = new StrangersWorld();
        await world._app.StartAsync();
        world.Address = world._app.Urls.Single();
        return world;
    }

    /// <summary>A new article in the honest source.</summary>
    /// <returns>Its title.</returns>
    public string Publish()
    {
        lock (_lock)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"第{_articles.Count + 1:0000}号消息。");
            _articles.Add((title, IsTangled ? Tangle(_articles.Count) : new string('字', 240)));
            return title;
        }
    }

    public static string? TitleIn(string text)
    {
        var at = text.IndexOf('第', StringComparison.Ordinal);
        return at >= 0 && at + TitleLength <= text.Length && text.AsSpan(at + 5).StartsWith("号消息") ? text.Substring(at, TitleLength) : null;
    }

    /// <summary>Opens callbacks on a number of ports of one address that accept requests and never answer.</summary>
    public IReadOnlyList<string> Silent(int ports)
    {
        while (_silent.Count < ports)
        {
            var listener = new TcpListener(IPAddress.Parse("127.0.4.1"), 0);
            listener.Start();
            _silent.Add(listener);
            _ = HoldAsync(listener);
        }

        return [.. _silent.Select(l => $"http://127.0.4.1:{((IPEndPoint)l.LocalEndpoint).Port}/hook")];
    }

    /// <summary>Returns the honest source's feed with so much additional text that the hub's body is large.</summary>
    public byte[] Feed(int padding)
    {
        (string Title, string Text)[] articles;
        lock (_lock)
            articles = [.. _articles];
        var items = string.Concat(articles.Reverse().Take(30).Select(a =>
            $"<item><title>{a.Title}</title><link>{Address}/{a.Title[1..5]}.html</link><description>{a.Title}{a.Text}{new string('字', padding / 3 / 30)}</description></item>"));
        return Encoding.UTF8.GetBytes(
            $"<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><title>消息</title><link>{Address}/</link><description>-</description>"
            + $"<a:link rel=\"hub\" href=\"{Address}/hub\"/><a:link rel=\"self\" href=\"{Address}/feed\"/>{items}</channel></rss>");
    }

    public static string Sign(string secret, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _silent)
            listener.Stop();
        lock (_lock)
        {
            foreach (var socket in _held)
                socket.Dispose();
        }

        await _app.DisposeAsync();
    }

    private async Task HoldAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                lock (_lock)
                    _held.Add(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/feed" => WriteAsync(http, "application/rss+xml", Feed(0)),
        "/flood" => WriteAsync(http, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Flood())),
        "/packed" => PackedAsync(http),
        "/hub" => HubAsync(http),
        "/callback" => CallbackAsync(http),
        _ => NotFoundAsync(http),
    };

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext http, string type, byte[] body)
    {
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private string Flood()
    {
        if (!IsFlooding)
            return "<html><body><ul>" + string.Concat(Enumerable.Range(0, 20).Select(Link)) + "</ul></body></html>";
        var first = Interlocked.Add(ref _links, 20_000);
        return "<html><body><ul>" + string.Concat(Enumerable.Range(0, 20_000).Select(n => Link((int)first + n))) + "</ul></body></html>";

        static string Link(int n) => $"<li><a href=\"/p/{n}.html\">第{n}号公告：城南道路夜间施工安排</a> <span>2026-11-23</span></li>";
    }

    private Task PackedAsync(HttpContext http)
    {
        if (!IsPacking)
            return WriteAsync(http, "application/rss+xml", Feed(0));
        Packed++;
        http.Response.Headers.ContentEncoding = "gzip, gzip, gzip";
        return WriteAsync(http, "application/rss+xml", _bomb);
    }

    /// <summary>Takes every request, and confirms it as a hub does.</summary>
    private async Task HubAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var (callback, secret, topic) = (form["hub.callback"].ToString(), form["hub.secret"].ToString(), form["hub.topic"].ToString());
        http.Response.StatusCode = 202;
        _ = Task.Run(async () =>
        {
            using var client = StrangersRig.NewClient("127.0.0.1");
            using var answer = await client.GetAsync($"{callback}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(topic)}&hub.challenge=c&hub.lease_seconds=86400");
            if (answer.IsSuccessStatusCode && topic.EndsWith("/feed", StringComparison.Ordinal))
                Subscriber = (callback, secret);
        });
    }

    private async Task CallbackAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            HonestIsSubscribed = true;
            await http.Response.WriteAsync(http.Request.Query["hub.challenge"].ToString());
            return;
        }

        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        var now = TimeProvider.System.GetTimestamp();
        for (var at = text.IndexOf('第', StringComparison.Ordinal); at >= 0; at = text.IndexOf('第', at + 1))
        {
            if (TitleIn(text[at..Math.Min(text.Length, at + TitleLength)]) is { } title)
                Delivered.TryAdd(title, now);
        }
    }

    private static string Tangle(int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, 8_000).Select(_ => "ab"[random.Next(2)]));
    }

    /// <summary>Returns about 34 KB that decompress to 27 GB after two more layers.</summary>
    private static byte[] Bomb()
    {
        var body = new byte[8 * 1024 * 1024];
        using var repeated = new MemoryStream();
        var inner = Pack(Pack(body));
        for (var i = 0; i < 3000; i++)
            repeated.Write(inner);
        return Pack(repeated.ToArray());
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
