using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Earlier messages of a web chat: page by page, and by their words.</summary>
public sealed class WebHistoryTests : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Page_by_page_every_message_is_shown_once_down_to_the_first()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        for (var i = 1; i <= 120; i++)
            await SendAsync(visitor, $"第{i}条");

        List<string?> titles = [];
        var (page, pages) = (await ReadAsync(visitor, ""), 1);
        titles.AddRange(page.Titles);
        while (page.More)
        {
            page = await ReadAsync(visitor, string.Create(CultureInfo.InvariantCulture, $"before={page.Oldest}"));
            titles.InsertRange(0, page.Titles);
            pages++;
        }

        // The first message is the greeting.
        Assert.Equal([null, .. Enumerable.Range(1, 120).Select(i => $"第{i}条")], titles);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task A_page_without_anything_gets_the_newest_messages_and_what_changes_from_then_on()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        for (var i = 1; i <= 70; i++)
            await SendAsync(visitor, $"第{i}条");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/events?after=0&recent=1");
        using var response = await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ChatApp.Cancel);
        await using var page = new WebPage(response, new StreamReader(await response.Content.ReadAsStreamAsync(ChatApp.Cancel)));

        for (var i = 21; i <= 70; i++)
            Assert.Contains($"\"第{i}条\"", (await page.NextAsync()).Json, StringComparison.Ordinal);
        await SendAsync(visitor, "新的一条");
        Assert.Contains("新的一条", (await page.NextAsync()).Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("停水", "停水通知：城西二十四小时")]
    [InlineData("城西 停水", "停水通知：城西二十四小时")]
    [InlineData("bridge", "The BRIDGE at Canal Street is closed")]
    [InlineData("BRIDGE canal", "The BRIDGE at Canal Street is closed")]
    [InlineData("济宁新闻网 停水", "停水通知：城西二十四小时")]
    [InlineData("停水 桥", null)]
    [InlineData("100%", "降雨概率100%，河道巡查加密")]
    [InlineData("_", null)]
    public async Task A_search_finds_the_messages_that_contain_all_words(string query, string? expected)
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        foreach (var title in (string[])["停水通知：城西二十四小时", "The BRIDGE at Canal Street is closed", "降雨概率100%，河道巡查加密"])
            await SendAsync(visitor, title);

        var found = await ReadAsync(visitor, $"q={Uri.EscapeDataString(query)}");

        Assert.Equal(expected is null ? [] : [expected], found.Titles);
    }

    [Fact]
    public async Task Nobody_reads_or_searches_the_messages_of_others()
    {
        using var visitor = await WebVisitor.BeginAsync(_app);
        await SendAsync(visitor, "只给我的一条");
        using var stranger = await WebVisitor.BeginAsync(_app);
        using var nobody = WebVisitor.Without(_app);

        Assert.Empty((await ReadAsync(stranger, $"q={Uri.EscapeDataString("只给我")}")).Titles);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, "/chat/history"));
        foreach (var odd in (string[])["before=-1", "before=x", "before=99999999999999999999", "q=" + new string('a', 101)])
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(stranger, "/chat/history?" + odd));
    }

    private Task<FeedBot.Alerts.Platforms.SendResult> SendAsync(WebVisitor visitor, string title) =>
        _app.Platform("web").SendAsync(visitor.Address, AlertSamples.Ordinary() with { Title = title, Summary = null }, ChatApp.Cancel);

    private static async Task<HttpStatusCode> StatusAsync(WebVisitor visitor, string path)
    {
        using var response = await visitor.Http.GetAsync(path, ChatApp.Cancel);
        return response.StatusCode;
    }

    private static async Task<(IReadOnlyList<string?> Titles, long Oldest, bool More)> ReadAsync(WebVisitor visitor, string query)
    {
        var json = await visitor.Http.GetFromJsonAsync<JsonElement>("/chat/history?" + query, ChatApp.Cancel);
        var entries = json.TryGetProperty("entries", out var all) ? all.EnumerateArray().ToList() : [];
        return (
            [.. entries.Select(e => e.GetProperty("body").TryGetProperty("alert", out var alert) ? alert.GetProperty("title").GetString() : null)],
            entries.Count == 0 ? 0 : entries[0].GetProperty("id").GetInt64(),
            json.TryGetProperty("more", out var more) && more.GetBoolean());
    }
}
