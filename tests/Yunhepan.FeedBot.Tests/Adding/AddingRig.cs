using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Delivery;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Chat;
using Yunhepan.FeedBot.Tests.Origin;
using Yunhepan.FeedBot.Tests.WholeApp;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>The whole service in this process, which polls and sends when the test says so, and a site on which people find sources.</summary>
internal sealed class AddingRig : IAsyncDisposable
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private readonly List<Person> _people = [];

    private AddingRig(ScriptedOrigin origin, ServiceHost host) => (Origin, Host) = (origin, host);

    public ScriptedOrigin Origin { get; }

    public ServiceHost Host { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<AddingRig> StartAsync(DatabaseLocation? database = null, params (string Key, string Value)[] settings) => StartAsync(null, database, settings);

    /// <param name="lookup">Resolves the names of hosts; null for the system's resolver.</param>
    public static async Task<AddingRig> StartAsync(HostLookup? lookup, DatabaseLocation? database, (string Key, string Value)[] settings)
    {
        var origin = await ScriptedOrigin.StartAsync();
        var all = new Dictionary<string, string>
        {
            // A published source is like those of feeds.json, to which the other list applies.
            ["Fetching:PrivateHostsForChats:0"] = origin.Authority, ["Fetching:AllowedPrivateHosts:0"] = origin.Authority,
            ["Fetching:PerHostSpacing"] = "00:00:00", ["Polling:StartSpread"] = "00:00:00", ["Polling:ShortestEvery"] = "00:00:01",
            ["Chat:SourcesEvery"] = "00:00:01", ["Chat:AddSources"] = "Open", ["Publishing:FreshForMilliseconds"] = "0",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        var host = await ServiceHost.StartAsync(lookup, database, "https://feeds.example", [.. all.Select(s => (s.Key, s.Value))]);
        return new AddingRig(origin, host);
    }

    /// <summary>A page in GBK that lists articles and has no feed, as portals of 2011 do.</summary>
    public string MapList(string path, string name, params string[] titles)
    {
        var day = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var entries = titles.Select((title, i) => $"<li><span class=\"date\">{day}</span><a href=\"{path}{titles.Length - i}.html\" title=\"{title}\">{title}</a></li>");
        foreach (var (i, title) in titles.Index())
            Origin.Map($"{path}{titles.Length - i}.html", Answers.Bytes(Gbk.GetBytes(Article(title, day)), "text/html"));
        return Origin.Map(path, Answers.Bytes(Gbk.GetBytes(
            $"<html><head><meta charset=\"gb2312\"><title>{name}</title></head><body><div class=\"nav\"><a href=\"/\">首页</a> <a href=\"{path}\">新闻</a></div>"
            + $"<ul class=\"d1\">{string.Join('\n', entries)}</ul><div class=\"foot\">版权所有</div></body></html>"), "text/html"));
    }

    public string MapFeed(string path, string name, params string[] titles)
    {
        var items = titles.Select((title, i) =>
            $"<item><title>{title}</title><link>{Origin.Url($"/a/{Uri.EscapeDataString(title)}")}</link><guid isPermaLink=\"false\">{title}</guid>"
            + $"<description>{title}，详情请看通告。</description><pubDate>{TimeProvider.System.GetUtcNow().AddMinutes(-i):r}</pubDate></item>");
        return Origin.Map(path, Answers.Text(
            $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{name}</title><link>{Origin.Url("/")}</link><description>x</description>{string.Concat(items)}</channel></rss>",
            "application/rss+xml"));
    }

    public async Task<Person> PersonAsync()
    {
        var person = await Person.BeginAsync(Host.BaseUrl);
        _people.Add(person);
        return person;
    }

    /// <summary>Polls what is due and sends what that raises.</summary>
    public async Task PollAsync()
    {
        await Host.Services.GetRequiredService<SourcePolling>().PollDueAsync(Cancel);
        await Host.Services.GetRequiredService<AlertsWorker>().RunOnceAsync(Cancel);
    }

    /// <summary>Tells followers what has become of their sources.</summary>
    /// <param name="age">True to let so much time pass before that what was not taken is said again.</param>
    public async Task TellAsync(bool age = true)
    {
        var ago = TimeProvider.System.GetUtcNow().AddMinutes(-11);
        if (age)
            await InAsync<AlertsDb, int>(db => db.ToldSources.ExecuteUpdateAsync(set => set.SetProperty(t => t.SayingAt, ago), Cancel));
        await Host.Services.GetRequiredService<SourceNotices>().RunAsync(Cancel);
    }

    /// <summary>Makes a source one that has failed for days while others worked.</summary>
    public async Task FailForDaysAsync(string name, SourceFailure failure, string? proposed = null)
    {
        var (id, now) = (await IdAsync(name), TimeProvider.System.GetUtcNow());
        await InAsync<IngestionDb, int>(async db =>
        {
            await db.PollWatches.ExecuteDeleteAsync(Cancel);
            db.PollWatches.Add(new PollWatch { SeenAt = now, BlindUntil = now.AddDays(-20) });
            await db.SaveChangesAsync(Cancel);
            var state = await db.SourceStates.SingleAsync(s => s.SourceId == id, Cancel);
            foreach (var ago in Enumerable.Range(0, 5).Select(i => 8 - (2 * i)))
            {
                state.RecordCheck(now.AddDays(-ago));
                state.RecordFailure("it failed", isStandIn: false, failure, now.AddDays(-ago));
            }

            state.OfferNewHomes(proposed is null ? [] : [proposed]);
            return await db.SaveChangesAsync(Cancel);
        });
    }

    /// <summary>Makes a source one that was just read.</summary>
    public async Task WorkAgainAsync(string name)
    {
        var id = await IdAsync(name);
        await InAsync<IngestionDb, int>(async db =>
        {
            (await db.SourceStates.SingleAsync(s => s.SourceId == id, Cancel)).RecordSuccess(TimeProvider.System.GetUtcNow());
            return await db.SaveChangesAsync(Cancel);
        });
    }

    public async Task<SourceState> StateAsync(string name)
    {
        var id = await IdAsync(name);
        return await InAsync<IngestionDb, SourceState>(db => db.SourceStates.AsNoTracking().SingleAsync(s => s.SourceId == id, Cancel));
    }

    /// <summary>Makes these people's chats those of the operator.</summary>
    public async Task NameOperatorsAsync(params Person[] people)
    {
        var text = await File.ReadAllTextAsync(Host.FeedsFile, Cancel);
        var operators = string.Join(", ", people.Select(p => $"\"web:{p.ChatId}\""));
        await File.WriteAllTextAsync(Host.FeedsFile, text.TrimEnd().TrimEnd('}') + $", \"operators\": [ {operators} ] }}", Cancel);
        Assert.True(await Host.Services.GetRequiredService<CatalogueWatch>().ReloadAsync(Cancel));
    }

    public async Task<T> InAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task<string> IdAsync(string name) => InAsync<AlertsDb, string>(db =>
        db.AddedSources.Where(s => s.Name == name && s.State != AddedSourceState.Found).Select(s => s.SourceId).SingleAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
            await person.DisposeAsync();
        await Host.DisposeAsync();
        await Origin.DisposeAsync();
    }

    private static string Article(string title, string day) => $"""
        <html><head><meta charset="gb2312"><title>{title}_新闻</title></head><body><div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a></div>
        <div class="title"><h2>{title}</h2></div><div class="info">时间:{day} 08:30 来源:运河晚报</div>
        <div class="content"><p>记者今天从有关部门了解到，{title}一事已经安排妥当，涉及的居民可以到社区服务站咨询，工作人员全天在岗，节假日也有人值守，老年人可以请志愿者上门说明。</p>
        <p>有关负责人介绍，施工期间将设置绕行标志，公交线路临时调整，请大家提前安排出行，注意安全，如有疑问请拨打服务热线。</p></div>
        <div class="foot">版权所有</div></body></html>
        """;
}

/// <summary>A person at the web chat who reads what the bot writes.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly WebVisitor _visitor;
    private readonly WebPage _page;
    private readonly SortedDictionary<long, ShownEntry> _shown = [];

    private Person(WebVisitor visitor, WebPage page) => (_visitor, _page) = (visitor, page);

    public string ChatId => _visitor.Address.ChatId;

    public ChatAddress Address => _visitor.Address;

    /// <summary>What the bot has written and not yet replaced, oldest first.</summary>
    public IReadOnlyList<ShownEntry> Shown => [.. _shown.Values.Where(e => e.Side == "bot")];

    public static async Task<Person> BeginAsync(Uri baseUrl)
    {
        var visitor = await WebVisitor.BeginAsync(baseUrl);
        var person = new Person(visitor, await visitor.OpenAsync());
        await person.SeeAsync("欢迎");
        return person;
    }

    /// <summary>Says something and returns the entry with which the bot answers at last.</summary>
    public async Task<ShownEntry> SayAsync(string text, string answer)
    {
        await _visitor.SayAsync(text);
        return await SeeAsync(answer);
    }

    /// <summary>Drops a file into the page.</summary>
    public async Task<System.Net.HttpStatusCode> SendFileAsync(string name, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        try
        {
            using var response = await _visitor.Http.PostAsync($"/chat/files?name={Uri.EscapeDataString(name)}", content, AddingRig.Cancel);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The service hung up, because the file is too large.
            return System.Net.HttpStatusCode.RequestEntityTooLarge;
        }
    }

    public async Task<(System.Net.HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await _visitor.Http.GetAsync(path, AddingRig.Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(AddingRig.Cancel));
    }

    /// <summary>Reads until the bot has written these words.</summary>
    public async Task<ShownEntry> SeeAsync(string words)
    {
        while (true)
        {
            var entry = await NextAsync(words);
            _shown[entry.Id] = entry;
            if (entry.Side == "bot" && entry.Json.Contains(words, StringComparison.Ordinal))
                return entry;
        }
    }

    private async Task<ShownEntry> NextAsync(string words)
    {
        try
        {
            return await _page.NextAsync();
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"\"{words}\" did not come, but: {string.Join(" | ", Shown.TakeLast(3).Select(s => s.Json))}", e);
        }
    }

    /// <summary>Presses the button with this label below an entry and returns the answer that says these words.</summary>
    public async Task<ShownEntry> PressAsync(ShownEntry entry, string label, string answer)
    {
        await _visitor.PressAsync(ActionOf(entry, label), entry.Id);
        return await SeeAsync(answer);
    }

    /// <returns>The notice.</returns>
    public Task<string> PressActionAsync(ShownEntry entry, string action) => _visitor.PressAsync(action, entry.Id);

    public static string ActionOf(ShownEntry entry, string label)
    {
        using var json = System.Text.Json.JsonDocument.Parse(entry.Json);
        var buttons = json.RootElement.GetProperty("body").GetProperty("keyboard").EnumerateArray().SelectMany(row => row.EnumerateArray()).ToList();
        var button = buttons.FirstOrDefault(b => b.GetProperty("label").GetString()!.Contains(label, StringComparison.Ordinal));
        Assert.True(button.ValueKind != System.Text.Json.JsonValueKind.Undefined, $"no button {label} below {entry.Json}");
        var action = button.GetProperty("action").GetString()!;
        Assert.InRange(Encoding.UTF8.GetByteCount(action), 1, 64);
        return action;
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        _visitor.Dispose();
    }
}
