using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A browser at the web chat without a screen.</summary>
internal sealed class WebVisitor : IDisposable
{
    private readonly CookieContainer _cookies = new();

    private WebVisitor(Uri baseUrl, IPAddress? from = null)
    {
#pragma warning disable RS0030 // The tests' own client, with no factory behind it.
        Http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = _cookies,
            ConnectCallback = from is null ? null : async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }) { BaseAddress = baseUrl };
#pragma warning restore RS0030
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN,zh;q=0.9,en;q=0.8");
    }

    public HttpClient Http { get; }

    public string SetCookie { get; private set; } = "";

    public ChatAddress Address => AddressOf(_cookies.GetCookies(new Uri(Http.BaseAddress!, "/chat")).Single().Value);

    public static ChatAddress AddressOf(string secret) =>
        new("web", "web", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret))));

    public static WebVisitor Without(ChatApp app) => new(app.BaseUrl);

    /// <summary>Creates a browser with a secret that the service did not issue.</summary>
    public static WebVisitor WithSecret(ChatApp app, string secret)
    {
        var visitor = new WebVisitor(app.BaseUrl);
        visitor._cookies.Add(new Cookie("feedbot_chat", secret, "/chat", app.BaseUrl.Host));
        return visitor;
    }

    public static Task<WebVisitor> BeginAsync(ChatApp app, IPAddress? from = null) => BeginAsync(app.BaseUrl, from);

    public static async Task<WebVisitor> BeginAsync(Uri baseUrl, IPAddress? from = null)
    {
        var visitor = new WebVisitor(baseUrl, from);
        await visitor.BeginAgainAsync();
        return visitor;
    }

    public async Task BeginAgainAsync()
    {
        using var response = await Http.PostAsJsonAsync("/chat/session", new { }, ChatApp.Cancel);
        response.EnsureSuccessStatusCode();
        SetCookie = response.Headers.GetValues("Set-Cookie").Single();
    }

    public async Task SayAsync(string text) => Assert.Equal(HttpStatusCode.OK, await PostAsync("/chat/messages", new { text }));

    /// <returns>The notice.</returns>
    public async Task<string> PressAsync(string action, long entry)
    {
        using var response = await Http.PostAsJsonAsync("/chat/messages", new { action, entry }, ChatApp.Cancel);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(ChatApp.Cancel);
        return answer.TryGetProperty("notice", out var notice) ? notice.GetString()! : "";
    }

    public async Task<HttpStatusCode> PostAsync(string path, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await Http.SendAsync(request, ChatApp.Cancel);
        return response.StatusCode;
    }

    public async Task<WebPage> OpenAsync(long? lastSeen = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/events");
        if (lastSeen is { } version)
            request.Headers.Add("Last-Event-ID", version.ToString(CultureInfo.InvariantCulture));
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ChatApp.Cancel);
        response.EnsureSuccessStatusCode();
        return new WebPage(response, new StreamReader(await response.Content.ReadAsStreamAsync(ChatApp.Cancel)));
    }

    /// <summary>Returns the answer to a request for the stream.</summary>
    public async Task<HttpStatusCode> TryOpenAsync()
    {
        using var response = await Http.GetAsync("/chat/events", HttpCompletionOption.ResponseHeadersRead, ChatApp.Cancel);
        return response.StatusCode;
    }

    public void Dispose() => Http.Dispose();
}

internal sealed record ShownEntry(long Id, long Version, string Side, string Text, string Json);

/// <summary>The live stream of one tab.</summary>
internal sealed class WebPage(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
{
    /// <summary>Reads until the server sends its keep-alive comment.</summary>
    public async Task BeatAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ChatApp.Cancel);
        patience.CancelAfter(Eventually.Patience);
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line == "event: beat")
                return;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public async Task<ShownEntry> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ChatApp.Cancel);
        patience.CancelAfter(Eventually.Patience);
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("data: {\"id\"", StringComparison.Ordinal))
                continue;
            // Compared as a reader sees it, not as JSON escapes it.
            using var json = JsonDocument.Parse(line["data: ".Length..]);
            var root = json.RootElement;
            var readable = JsonSerializer.Serialize(root, Readable);
            var text = root.GetProperty("body").TryGetProperty("spans", out var spans)
                ? string.Concat(spans.EnumerateArray().Select(span => span.GetProperty("text").GetString()))
                : "";
            return new ShownEntry(root.GetProperty("id").GetInt64(), root.GetProperty("version").GetInt64(), root.GetProperty("side").GetString()!, text, readable);
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
