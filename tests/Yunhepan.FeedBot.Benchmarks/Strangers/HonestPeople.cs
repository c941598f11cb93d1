using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yunhepan.FeedBot.Tests;

namespace Yunhepan.FeedBot.Benchmarks.Strangers;

/// <summary>The longest waits in milliseconds; a refused or unanswered request counts as infinite.</summary>
internal sealed record Waits(double Chat, double Reader, double Hub)
{
    public double Worst => Math.Max(Chat, Math.Max(Reader, Hub));

    public override string ToString() => $"chat {Show(Chat)}, reader {Show(Reader)}, hub {Show(Hub)}";

    private static string Show(double milliseconds) => double.IsInfinity(milliseconds) ? "never" : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms");
}

/// <summary>
/// A person who follows the news in the web chat, a person who reads pages and feeds, and a subscriber of the hub.
/// </summary>
internal sealed class HonestPeople : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StrangersRig _rig;
    private readonly HttpClient _chat;
    private readonly HttpClient _reader;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _heardInChat = new(StringComparer.Ordinal);
    private Task _listening = Task.CompletedTask;

    private HonestPeople(StrangersRig rig) => (_rig, _chat, _reader) = (rig, rig.Client("127.0.1.1"), rig.Client("127.0.1.2"));

    public static async Task<HonestPeople> ArriveAsync(StrangersRig rig)
    {
        var people = new HonestPeople(rig);
        await people._chat.PostAsJsonAsync("/chat/session", new { });
        await people.SayAsync("/follow news");
        people._listening = people.ListenAsync();
        using var answer = await rig.Client("127.0.1.3").PostAsync("/websub", StrangersRig.Subscription($"{rig.BaseUrl}/feeds/all.rss", rig.World.HonestCallback));
        answer.EnsureSuccessStatusCode();
        await rig.Child.UntilAsync(() => rig.World.HonestIsSubscribed, Patience, "the honest subscription");
        return people;
    }

    /// <summary>Publishes an article every two seconds and reads pages and feeds in between.</summary>
    public async Task<Waits> LiveAsync(TimeSpan time)
    {
        var (start, reading) = (TimeProvider.System.GetTimestamp(), ReadAsync(time));
        double chat = 0, hub = 0;
        do
        {
            var title = _rig.World.Publish();
            var at = TimeProvider.System.GetTimestamp();
            await Eventually.IsTrueAsync(() => Task.FromResult(_heardInChat.ContainsKey(title) && _rig.World.Delivered.ContainsKey(title)), Patience);
            chat = Math.Max(chat, Since(at, _heardInChat, title));
            hub = Math.Max(hub, Since(at, _rig.World.Delivered, title));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
        while (TimeProvider.System.GetElapsedTime(start) < time);
        return new Waits(chat, await reading, hub);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _chat.Dispose();
        _reader.Dispose();
        _stop.Dispose();
    }

    private static double Since(long at, ConcurrentDictionary<string, long> heard, string title) =>
        heard.TryGetValue(title, out var there) ? TimeProvider.System.GetElapsedTime(at, there).TotalMilliseconds : double.PositiveInfinity;

    private async Task<double> ReadAsync(TimeSpan time)
    {
        var (start, worst) = (TimeProvider.System.GetTimestamp(), 0.0);
        string[] paths = ["/", "/feeds/all.rss", "/category/news", "/feeds/category/news.atom", "/search?q=%E6%B6%88%E6%81%AF"];
        for (var i = 0; TimeProvider.System.GetElapsedTime(start) < time; i++)
        {
            var at = TimeProvider.System.GetTimestamp();
            try
            {
                using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
                using var response = await _reader.GetAsync(paths[i % paths.Length], patience.Token);
                worst = response.IsSuccessStatusCode ? Math.Max(worst, TimeProvider.System.GetElapsedTime(at).TotalMilliseconds) : double.PositiveInfinity;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                return double.PositiveInfinity;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        return worst;
    }

    private async Task SayAsync(string text)
    {
        using var response = await _chat.PostAsJsonAsync("/chat/messages", new { text });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Reopens a stream that ended, as a browser does.</summary>
    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var response = await _chat.GetAsync("/chat/events", HttpCompletionOption.ResponseHeadersRead, _stop.Token);
                using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(_stop.Token));
                while (await lines.ReadLineAsync(_stop.Token) is { } line)
                    Hear(line);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }
    }

    private void Hear(string line)
    {
        if (!line.StartsWith("data: {\"id\"", StringComparison.Ordinal))
            return;
        // The text is compared as a reader sees it and not as JSON escapes it.
        using var json = JsonDocument.Parse(line["data: ".Length..]);
        var text = JsonSerializer.Serialize(json.RootElement, Readable);
        if (StrangersWorld.TitleIn(text) is { } title)
            _heardInChat.TryAdd(title, TimeProvider.System.GetTimestamp());
    }
}
