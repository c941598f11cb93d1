using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Any request to any endpoint gets a proper response, and nobody else is affected.</summary>
public sealed class StrangersTests(TestDatabases databases)
{
    /// <summary>What one endpoint serves in several ways, and what none serves.</summary>
    private static readonly string[] OtherPaths =
    [
        "/search?q=%E8%BF%90%E6%B2%B3", "/feeds/category/news.atom", "/feeds/search.json?q=x", "/feeds/my/abcdefghijklmnopqrstuvwx.rss",
        "/feeds/category/news", "/feeds/nothing.rss", "/search?q=%00", "/nonsense",
    ];

    private static readonly string[] Methods = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE", "PATCH", "TRACE", "BREW"];

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=klingon", "application/json; charset=utf-16", "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain; charset=\"", ";;;", "application/rss+xml; charset=none",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "null", "[]", "\"\\ud800\"", "{\"text\":\"\\u0000\"}", "{\"action\":\"a\\u0000\",\"entry\":-1}", "{\"text\":1e999}", "hub.mode=subscribe&hub.topic=%00&hub.callback=%00",
        "hub.mode=subscribe&hub.topic=http%3A%2F%2Fa%2F%ED%A0%80&hub.callback=http%3A%2F%2Fcallback.example%2F%00", "hub.mode=publish&hub.url=%00", "%%%=&&&=%zz", "--x\r\nContent-Disposition: form-data; name=\"hub.mode\"\r\n\r\nsub",
        "\u0000\u0001\u0002", "<rss><channel><item>",
    ];

    private static readonly string[] Queries =
    [
        "", "?q=%00", "?q=a%00b&category=%00", "?q=%ff%fe", "?n=99999999999999999999", "?n=-1", "?before=%00", "?before=9223372036854775808", "?lang=%00", "?q=%22%22%22-%22*", "?after=-1", "?hub.mode=%00&hub.challenge=%00",
        "?q=" + "NEAR(a%20b)%20OR%20*%20^%20:", "?%00=%00", "?q=%ED%A0%80",
    ];

    private static readonly string[] Headers =
    [
        "", "Cookie: feedbot_chat=%00\r\n", "Cookie: feedbot_chat=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", "If-None-Match: \"\r\n", "If-Modified-Since: yesterday\r\n", "Accept-Language: ;;q=,\r\n",
        "Accept-Encoding: gzip;q=9, br;q=-1, *;q=x\r\n", "Last-Event-ID: 99999999999999999999\r\n", "A-IM: feed\r\nIf-None-Match: \"x\"\r\n", "Range: bytes=-\r\n", "X-Forwarded-For: %00, 1.2.3.4.5\r\n", "Expect: 100-continue\r\n",
        "Origin: null\r\nSec-Fetch-Site: cross-site\r\n", "X-Hub-Signature: sha1=\r\n",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whatever_is_sent_to_any_endpoint_is_no_fault_of_ours(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var host = await ServiceHost.StartAsync(database.Location);
        // A fixed seed: the same four hundred requests each time.
        var random = new Random(20261129);
        string[] paths = [.. EveryPath.Of(host.Services), .. OtherPaths];
        for (var i = 0; i < 400; i++)
        {
            var request = Request(random, paths);
            var status = await SendAsync(host.BaseUrl, request);
            Assert.True(status is null or < 500, $"{status} for {request}");
        }

        Assert.DoesNotContain(host.Log, line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST /chat/messages HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n", 413, true)]
    [InlineData("POST /websub HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20000\r\n\r\n", 413, false)]
    [InlineData("POST /websub HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, false)]
    [InlineData("POST /chat/messages HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n", 400, true)]
    [InlineData("POST /chat/messages HTTP/1.1\r\nContent-Type: application/json; charset=klingon\r\nContent-Length: 2\r\n\r\n{}", 415, true)]
    [InlineData("POST /websub HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 59\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"hub.mode\"\r\n\r\nsub", 400, false)]
    [InlineData("POST /websub HTTP/1.1\r\nContent-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}", 415, false)]
    [InlineData("GET /search?q=%00 HTTP/1.1\r\n\r\n", 400, false)]
    [InlineData("GET /feeds/search.rss?q=a%00 HTTP/1.1\r\n\r\n", 400, false)]
    public async Task Nonsense_is_refused_by_its_name_and_safely(string request, int expected, bool withChat)
    {
        await using var host = await ServiceHost.StartAsync();
        var cookie = withChat ? await ChatCookieAsync(host) : null;
        var at = request.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        var text = request[..at] + "Host: x\r\nConnection: close\r\n" + (cookie is null ? "" : $"Cookie: {cookie}\r\n") + request[at..];

        var answer = await ExchangeAsync(host.BaseUrl, text);

        Assert.StartsWith($"HTTP/1.1 {expected} ", answer, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(host.Log);
    }

    [Fact]
    public async Task Every_answer_forbids_browsers_to_guess()
    {
        await using var host = await ServiceHost.StartAsync();
        using var client = Client(host.BaseUrl);
        string[] paths = [.. EveryPath.Of(host.Services), .. OtherPaths];
        Assert.True(paths.Length > 40, string.Join(' ', paths));
        foreach (var path in paths)
        {
            using var response = await client.GetAsync(path, Cancel);
            using var unchanged = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", response.Headers.ETag?.Tag ?? "\"x\"" } } }, Cancel);

            foreach (var answer in (HttpResponseMessage[])[response, unchanged])
                Assert.True(answer.Headers.TryGetValues("X-Content-Type-Options", out var guess) && guess.Single() == "nosniff", path);
            // The cached documents of feeds are no pages.
            if (path.StartsWith("/feeds/", StringComparison.Ordinal) && response.StatusCode == HttpStatusCode.OK)
                continue;
            Assert.True(
                response.Headers.TryGetValues("Content-Security-Policy", out var policy) && policy.Single().Contains("default-src 'none'", StringComparison.Ordinal), path);
            Assert.True(response.Headers.TryGetValues("Referrer-Policy", out var referrer) && referrer.Single() == "no-referrer", path);
        }
    }

    [Fact]
    public async Task A_client_does_not_choose_its_address_and_a_known_proxy_may_state_it()
    {
        await using (var host = await ServiceHost.StartAsync(settings: [("WebChat:NewChatsPerHour", "2"), ("ForwardedHeaders_Enabled", "true")]))
        {
            using var client = Client(host.BaseUrl);
            Assert.Equal("200 200 429 429", await BeginAsync(client, "1.1.1.1", "2.2.2.2", "3.3.3.3", "3.3.3.3, 127.0.0.1"));
        }

        await using (var host = await ServiceHost.StartAsync(settings: [("WebChat:NewChatsPerHour", "2"), ("Server:KnownProxies:0", "127.0.0.0/8")]))
        {
            using var client = Client(host.BaseUrl);
            // The nearest address that is no proxy of ours is the client, whatever it wrote before it.
            Assert.Equal("200 200 429 200", await BeginAsync(client, "1.1.1.1", "9.9.9.9, 1.1.1.1", "8.8.8.8, 1.1.1.1, 127.0.0.9", "7.7.7.7"));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_sources_is_told_to_the_operator_alone()
    {
        await using var host = await ServiceHost.StartAsync();
        using var client = Client(host.BaseUrl);
        Assert.Contains("\"detail\"", await client.GetStringAsync("/readyz", Cancel), StringComparison.Ordinal);
        // As it comes from a proxy on this machine.
        using var passed = new HttpRequestMessage(HttpMethod.Get, "/readyz") { Headers = { { "X-Forwarded-For", "203.0.113.5" } } };
        using var answer = await client.SendAsync(passed, Cancel);
        Assert.DoesNotContain("detail", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        await using var elsewhere = await ServiceHost.StartAsync(settings: [("Server:DetailsFor:0", "10.1.2.0/24")]);
        using var stranger = Client(elsewhere.BaseUrl);
        var words = await stranger.GetStringAsync("/readyz", Cancel);
        Assert.Contains("\"status\":\"ok\"", words, StringComparison.Ordinal);
        Assert.DoesNotContain("detail", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_what_is_held_is_served_and_the_rest_asks_to_wait_with_one_line_in_the_log()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Postgres);
        await using var host = await ServiceHost.StartAsync(database.Location, settings: [("Publishing:FreshForMilliseconds", "1")]);
        using var client = Client(host.BaseUrl);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/feeds/all.rss", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Cancel)).StatusCode);
        var cookie = await ChatCookieAsync(host);

        await AllowConnectionsAsync(database.Location, false);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/feeds/all.rss", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Cancel)).StatusCode);
            foreach (var path in (string[])["/feeds/category/news.atom", "/category/news", "/search?q=x", "/push/some-token", "/chat/events", "/feeds/my/abcdefghijklmnopqrstuvwx.rss"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", cookie } } };
                using var response = await client.SendAsync(request, Cancel);
                Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {response.StatusCode}");
                Assert.NotNull(response.Headers.RetryAfter);
            }

            using var session = await client.PostAsync("/chat/session", null, Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, session.StatusCode);
        }

        Assert.Single(host.Log, line => line.Contains("The database is unreachable", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log, line => line.Contains("   at ", StringComparison.Ordinal));

        await AllowConnectionsAsync(database.Location, true);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/category/news", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/news")]
    public async Task All_addresses_keep_the_path_of_the_sites_own(string asked)
    {
        await using var host = await ServiceHost.StartAsync(baseUrl: "https://example.org/news/");
        using var client = Client(host.BaseUrl);
        var pages = 0;
        foreach (var path in (string[])[.. EveryPath.Of(host.Services, "GET"), .. OtherPaths])
        {
            using var answer = await client.GetAsync(asked + path, Cancel);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotMatch("https://example[.]org(?!/news)", html);
            // The page of the chat has addresses beside its own.
            if (answer is not { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "text/html" } || path == "/chat")
                continue;
            pages++;
            var links = System.Text.RegularExpressions.Regex.Matches(html, "(href|src|action)=\"(?<link>/[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Select(m => m.Groups["link"].Value).Distinct(StringComparer.Ordinal).ToArray();
            Assert.True(links.Length > 5);
            Assert.All(links, link => Assert.StartsWith("/news/", link, StringComparison.Ordinal));
            Assert.Contains("href=\"https://example.org/news/feeds/", html, StringComparison.Ordinal);
            Assert.DoesNotContain("org/news//", html, StringComparison.Ordinal);
            foreach (var link in links.Where(l => !l.Contains("lang=", StringComparison.Ordinal)))
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(WebUtility.HtmlDecode(link), Cancel)).StatusCode);
        }

        Assert.True(pages > 5, $"{pages} pages");
        Assert.Contains("https://example.org/news/feeds/all.rss", await client.GetStringAsync(asked + "/feeds/all.rss", Cancel), StringComparison.Ordinal);
        Assert.Contains("https://example.org/news/feeds/", await client.GetStringAsync(asked + "/opml", Cancel), StringComparison.Ordinal);
        using var session = await client.PostAsync(asked + "/chat/session", null, Cancel);
        Assert.Contains("path=/news/chat", session.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        using var redirect = await client.GetAsync(asked + "/chat/", Cancel);
        Assert.Equal("/news/chat", redirect.Headers.Location?.ToString());
        Assert.DoesNotMatch("(href|src)=\"/", await client.GetStringAsync(asked + "/chat", Cancel));
    }

    private static string Request(Random random, string[] paths)
    {
        string Any(string[] of) => of[random.Next(of.Length)];
        var (method, path, body) = (Any(Methods), Any(paths), Any(Bodies));
        var query = path.Contains('?', StringComparison.Ordinal) ? "" : Any(Queries);
        var size = random.Next(6) switch
        {
            0 => "Transfer-Encoding: chunked\r\n",
            1 => "Content-Length: 999999999999\r\n",
            2 => "Content-Length: -1\r\n",
            _ => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"),
        };
        if (size.StartsWith('T') && random.Next(2) == 0)
            body = string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n0\r\n\r\n");
        return $"{method} {path}{query} HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\nContent-Type: {Any(ContentTypes)}\r\n{Any(Headers)}{size}\r\n{body}";
    }

    /// <summary>The status, or null when the server hung up.</summary>
    private static async Task<int?> SendAsync(Uri server, string request)
    {
        // Chunks are announced and none comes: the server would wait for one, so this client hangs up.
        var hangsUp = request.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal) && request.EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && !request.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        var answer = await ExchangeAsync(server, request, hangsUp);
        return answer.Length > 12 && int.TryParse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
    }

    private static async Task<string> ExchangeAsync(Uri server, string request, bool hangsUp = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Cancel);
        if (hangsUp)
            client.Client.Shutdown(SocketShutdown.Send);
        return await ReadHeadAsync(stream);
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        var read = 0;
        try
        {
            while (read < buffer.Length && await stream.ReadAsync(buffer.AsMemory(read), Cancel) is var more and > 0)
            {
                read += more;
                if (Encoding.ASCII.GetString(buffer, 0, read).Contains("\r\n\r\n", StringComparison.Ordinal))
                    break;
            }
        }
        catch (IOException)
        {
            // The server hung up.
        }

        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private static async Task<string> BeginAsync(HttpClient client, params string[] forwarded)
    {
        List<int> statuses = [];
        foreach (var addresses in forwarded)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/session") { Headers = { { "X-Forwarded-For", addresses } } };
            using var response = await client.SendAsync(request, Cancel);
            statuses.Add((int)response.StatusCode);
        }

        return string.Join(' ', statuses);
    }

    private static async Task<string> ChatCookieAsync(ServiceHost host)
    {
        using var client = Client(host.BaseUrl);
        using var response = await client.PostAsync("/chat/session", null, Cancel);
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task AllowConnectionsAsync(DatabaseLocation location, bool allow)
    {
        var settings = new NpgsqlConnectionStringBuilder(((DatabaseLocation.Postgres)location).ConnectionString);
        var name = settings.Database!;
        settings.Database = "postgres";
        await TestDatabase.ExecuteAsync(settings.ToString(), $"ALTER DATABASE {name} ALLOW_CONNECTIONS {allow}");
        if (!allow)
            await TestDatabase.ExecuteAsync(settings.ToString(), $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    private static HttpClient Client(Uri server)
    {
#pragma warning disable RS0030 // The tests' own client, with no factory behind it.
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
#pragma warning restore RS0030
    }
}
