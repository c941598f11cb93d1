using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Yunhepan.FeedBot.Benchmarks.Strangers;

/// <param name="DoAsync">Runs for a duration; returns anything else that is wrong, or nothing.</param>
internal sealed record Deed(string Name, Func<StrangersRig, TimeSpan, Task<string>> DoAsync);

/// <summary>The actions of hostile clients, each in a row of its own and bounded in count and time.</summary>
internal static class Deeds
{
    private const int MostRequests = 20_000;

    public static IReadOnlyList<Deed> All { get; } =
    [
        new("patterns", PatternsAsync),
        new("push", PushAsync),
        new("pages", PagesAsync),
        new("cookies", CookiesAsync),
        new("streams", StreamsAsync),
        new("connections", ConnectionsAsync),
        new("hub", HubAsync),
        new("forwarded", ForwardedAsync),
        new("disk", DiskAsync),
        new("packed", PackedAsync),
    ];

    /// <summary>
    /// Follows 22 patterns that are too large, then in five chats the ten that are allowed, which are slow for the texts of the source.
    /// </summary>
    private static async Task<string> PatternsAsync(StrangersRig rig, TimeSpan time)
    {
        rig.World.IsTangled = true;
        await FollowAsync(rig, 1, Enumerable.Range(0, 22).Select(i => $"/(.{{0,9}}.{{0,9}}){{0,30}}{(char)('a' + i)}/"));
        for (var chat = 0; chat < 5; chat++)
            await FollowAsync(rig, chat + 2, Enumerable.Range(chat * 10, 10).Select(i => $"/(a.{{0,9}}b?){{5}}q{i}/"));
        await Task.Delay(time, TimeProvider.System);
        var filters = await CountAsync(rig, "SELECT count(*) FROM filters");
        return filters == 5 ? "" : $"{filters} filters were stored instead of 5";
    }

    private static async Task FollowAsync(StrangersRig rig, int client, IEnumerable<string> patterns)
    {
        var stranger = rig.Client(string.Create(CultureInfo.InvariantCulture, $"127.0.3.{client}"));
        await stranger.PostAsJsonAsync("/chat/session", new { });
        using var answer = await stranger.PostAsJsonAsync("/chat/messages", new { text = "/follow news " + string.Join(' ', patterns.Select(p => "-" + p)) });
    }

    /// <summary>A hub sends large bodies that it signed; strangers send larger ones to addresses that they guess.</summary>
    private static async Task<string> PushAsync(StrangersRig rig, TimeSpan time)
    {
        await rig.Child.UntilAsync(() => rig.World.Subscriber is not null, TimeSpan.FromSeconds(30), "the program to subscribe at the hub");
        var (callback, secret) = rig.World.Subscriber!.Value;
        var (hub, stranger) = (rig.Client("127.0.0.1"), rig.Client("127.0.3.1"));
        var large = new byte[8 * 1024 * 1024];
        var refused = 0;
        var guessing = RepeatAsync(time, 8, async i =>
        {
            using var body = new ByteArrayContent(large);
            using var answer = await stranger.PostAsync(i % 2 == 0 ? $"/push/guessed-{i}" : new Uri(callback).AbsolutePath, body);
        });
        await RepeatAsync(time, 1, async _ =>
        {
            var feed = rig.World.Feed(400_000);
            using var request = new HttpRequestMessage(HttpMethod.Post, callback) { Content = new ByteArrayContent(feed) };
            request.Content.Headers.ContentType = new("application/rss+xml");
            request.Headers.Add("X-Hub-Signature", StrangersWorld.Sign(secret, feed));
            using var answer = await hub.SendAsync(request);
            // The hub reads one body per callback at a time; a refused request is repeated.
            refused += answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable ? 0 : 1;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        });
        await guessing;
        return refused == 0 ? "" : $"{refused} signed pushes were refused";
    }

    /// <summary>Invented hosts, spellings of ids, searches, numbers of items, from eight clients.</summary>
    private static async Task<string> PagesAsync(StrangersRig rig, TimeSpan time)
    {
        var strangers = Clients(rig, 8);
        var article = (await rig.Client("127.0.3.99").GetStringAsync("/feeds/all.json")).Split("/article/")[1][..36];
        await RepeatAsync(time, 32, async i =>
        {
            string[] paths =
            [
                $"/search?q=word{i}", $"/feeds/search.rss?q=word{i}", $"/feeds/all.atom?n={(i % 200) + 1}", $"/article/{Spelled(article, i)}?x={i}",
                $"/feeds/my/token{i}.rss", $"/category/NEWS?x={i}", $"/?x={i}&lang={(i % 2 == 0 ? "zh" : "en")}",
            ];
            using var request = new HttpRequestMessage(HttpMethod.Get, paths[i % paths.Length]);
            request.Headers.Host = $"host{i}.example";
            using var answer = await strangers[i % strangers.Length].SendAsync(request);
        });
        return "";
    }

    private static async Task<string> CookiesAsync(StrangersRig rig, TimeSpan time)
    {
        var accepted = 0;
        var strangers = Clients(rig, 4);
        await RepeatAsync(time, 16, async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/messages") { Content = JsonContent.Create(new { text = "/help" }) };
            request.Headers.Add("Cookie", "feedbot_chat=" + Convert.ToHexString(Encoding.ASCII.GetBytes(i.ToString("00000000000000000000000000000000", CultureInfo.InvariantCulture))));
            using var answer = await strangers[i % strangers.Length].SendAsync(request);
            if (answer.IsSuccessStatusCode)
                Interlocked.Increment(ref accepted);
        });
        return accepted == 0 ? "" : $"{accepted} invented cookies were accepted";
    }

    /// <summary>One client opens as many streams as it can, each in a chat of its own.</summary>
    private static async Task<string> StreamsAsync(StrangersRig rig, TimeSpan time)
    {
        var open = new List<HttpResponseMessage>();
        await Task.WhenAll(Enumerable.Range(0, 2_100).Chunk(21).Select(async chunk =>
        {
            var stranger = rig.Client("127.0.3.1");
            try
            {
                await stranger.PostAsJsonAsync("/chat/session", new { });
                foreach (var _ in chunk)
                {
                    var stream = await stranger.GetAsync("/chat/events", HttpCompletionOption.ResponseHeadersRead);
                    lock (open)
                        open.Add(stream);
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Refused.
            }
        }));
        await Task.Delay(time, TimeProvider.System);
        var granted = open.Count(r => r.IsSuccessStatusCode);
        open.ForEach(r => r.Dispose());
        return granted <= 200 ? "" : $"one client had {granted} live streams";
    }

    /// <summary>One client opens connections and sends nothing.</summary>
    private static async Task<string> ConnectionsAsync(StrangersRig rig, TimeSpan time)
    {
        var port = new Uri(rig.BaseUrl).Port;
        var idle = new List<System.Net.Sockets.Socket>();
        try
        {
            for (var i = 0; i < 9_000; i++)
                idle.Add(await StrangersRig.ConnectAsync("127.0.3.1", new DnsEndPoint("127.0.0.1", port), CancellationToken.None));
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The process has no file handles left, so these connections are enough.
        }

        await Task.Delay(time, TimeProvider.System);
        idle.ForEach(s => s.Dispose());
        return "";
    }

    /// <summary>Subscribes silent callbacks on 400 ports of one address and searches, and ends subscriptions that do not exist.</summary>
    private static async Task<string> HubAsync(StrangersRig rig, TimeSpan time)
    {
        var strangers = Clients(rig, 4);
        var silent = rig.World.Silent(400);
        await RepeatAsync(time, 16, async i =>
        {
            using var form = (i % 4) switch
            {
                0 => StrangersRig.Subscription($"{rig.BaseUrl}/feeds/search.rss?q=w{i}", silent[i % silent.Count]),
                1 => StrangersRig.Subscription($"{rig.BaseUrl}/feeds/all.rss", $"{silent[i % silent.Count]}?{i}", "unsubscribe"),
                2 => StrangersRig.Subscription($"{rig.BaseUrl}/feeds/all.atom?n={(i % 200) + 1}", silent[i % silent.Count]),
                _ => StrangersRig.Subscription($"{rig.BaseUrl}/feeds/all.rss", silent[i % silent.Count]),
            };
            using var answer = await strangers[i % strangers.Length].PostAsync("/websub", form);
        });
        return "";
    }

    /// <summary>Sends another forwarded address with each request; the client must still count as one.</summary>
    private static async Task<string> ForwardedAsync(StrangersRig rig, TimeSpan time)
    {
        var stranger = rig.Client("127.0.3.1");
        int answered = 0, refused = 0;
        await RepeatAsync(time, 8, async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/search?q=w{i}");
            request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"203.0.{i / 250 % 250}.{i % 250}"));
            using var answer = await stranger.SendAsync(request);
            Interlocked.Increment(ref answer.StatusCode == HttpStatusCode.TooManyRequests ? ref refused : ref answered);
        });
        return refused > 0 || answered < 600 ? "" : $"{answered} requests of one client were answered and none refused";
    }

    /// <summary>A source lists 20,000 other links at each poll.</summary>
    private static async Task<string> DiskAsync(StrangersRig rig, TimeSpan time)
    {
        rig.World.IsFlooding = true;
        await Task.Delay(time, TimeProvider.System);
        var pages = await CountAsync(rig, "SELECT count(*) FROM listed_pages");
        return pages <= 2_100 ? "" : $"one source noted {pages} pages";
    }

    /// <summary>A source sends 34 KB that are compressed three times.</summary>
    private static async Task<string> PackedAsync(StrangersRig rig, TimeSpan time)
    {
        var before = rig.Child.ProcessorTime;
        rig.World.IsPacking = true;
        await Task.Delay(time, TimeProvider.System);
        var spent = rig.Child.ProcessorTime - before;
        return rig.World.Packed == 0 ? "nobody asked for the packed body" : spent < time ? "" : $"{rig.World.Packed} packed bodies cost {spent.TotalSeconds:0} s of processor time";
    }

    private static async Task<long> CountAsync(StrangersRig rig, string sql)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = rig.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static HttpClient[] Clients(StrangersRig rig, int count) =>
        [.. Enumerable.Range(1, count).Select(i => rig.Client(string.Create(CultureInfo.InvariantCulture, $"127.0.3.{i}")))];

    private static string Spelled(string id, int i) => string.Concat(id.Select((c, at) => (i >> (at % 20) & 1) == 0 ? c : char.ToUpperInvariant(c)));

    /// <summary>Repeats an action in several concurrent loops until the time is over.</summary>
    private static Task RepeatAsync(TimeSpan time, int hands, Func<int, Task> deed)
    {
        var start = TimeProvider.System.GetTimestamp();
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, hands).Select(async _ =>
        {
            while (TimeProvider.System.GetElapsedTime(start) < time && Interlocked.Increment(ref next) is var i and < MostRequests)
            {
                try
                {
                    await deed(i);
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                }
            }
        }));
    }
}
